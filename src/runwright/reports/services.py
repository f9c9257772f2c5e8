"""Keeping and dropping saved views."""

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.reports.errors import BadViewName, ViewNotFound
from runwright.reports.lists.catalogue import list_of
from runwright.reports.lists.query import query_of_text
from runwright.reports.models import SavedView

LONGEST_NAME = 80


@transaction.atomic
def view_save(*, list_name: str, name: str, query: str, actor: Actor) -> SavedView:
    """Keep a list's filters, order and columns under a name; the same name is overwritten.

    ``query`` is a query string; its page is dropped. Raises ``ListNotFound``, ``BadQuery``,
    ``BadViewName``.
    """
    actor.require("reports.view")
    definition = list_of(list_name)
    if actor.user_id is None:
        raise Forbidden(permission=definition.permission, actor=actor.label)
    text = query_of_text(definition, query).view_text()
    view, _ = SavedView.objects.update_or_create(
        user_id=actor.user_id,
        list_name=list_name,
        name=_view_name(name),
        defaults={"query": text, "saved_at": now()},
    )
    edits = [Edit("query", "", text)]
    entry_record(actor=actor, verb="view.save", subject=_subject(view), edits=edits)
    return view


@transaction.atomic
def view_delete(*, view_id: int, actor: Actor) -> None:
    """Drop one of the actor's own views. Raises ``ViewNotFound``."""
    actor.require("reports.view")
    mine = SavedView.objects.select_for_update().filter(user_id=actor.user_id or 0)
    view = mine.filter(id=view_id).first()
    if view is None:
        raise ViewNotFound(key=view_id)
    edits = [Edit("query", view.query, "")]
    entry_record(actor=actor, verb="view.delete", subject=_subject(view), edits=edits)
    view.delete()


def _view_name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise BadViewName(longest=LONGEST_NAME)
    return kept


def _subject(view: SavedView) -> Subject:
    return Subject("view", str(view.id), f"{view.list_name}: {view.name}")
