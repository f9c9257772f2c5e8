"""Reading lists, exports and saved views."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from runwright.company.selectors import plant_zone
from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery, TooManyRows
from runwright.reports.exports.files import ExportFile, Format, file_of
from runwright.reports.exports.sheet import MOST_ROWS
from runwright.reports.exports.tables import list_table
from runwright.reports.lists.catalogue import list_of
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.keyset import Keys, Stretch, stretch_of
from runwright.reports.lists.page import Page, matching, page_of
from runwright.reports.lists.query import ListQuery, query_of
from runwright.reports.models import SavedView

Given = Mapping[str, Sequence[str]]


def list_page(*, name: str, given: Given, actor: Actor) -> Page:
    """One page of a list; ``given`` are the request's parameters with all their values.

    Three queries, whatever the list holds. Raises ``ListNotFound``, ``BadQuery``, ``Forbidden``.
    """
    definition = list_of(name)
    return page_of(definition, query_of(definition, given), actor=actor, zone=plant_zone())


def list_stretch(
    *,
    definition: ListDefinition,
    query: ListQuery,
    after: Keys | None,
    limit: int,
    actor: Actor,
) -> Stretch:
    """Rows of a list behind the keys ``after``: what the API goes through by cursor.

    Two queries. Raises ``Forbidden`` and ``BadQuery``.
    """
    return stretch_of(definition, query, after=after, limit=limit, actor=actor, zone=plant_zone())


def list_export(*, name: str, given: Given, format: str, actor: Actor) -> ExportFile:
    """All rows that a list shows for ``given``, in its columns and order, as ``csv`` or ``xlsx``.

    Raises like ``list_page`` and ``TooManyRows`` for a spreadsheet that would not hold them.
    """
    definition, kind, zone = list_of(name), format_of(format), plant_zone()
    query = query_of(definition, given)
    if kind is Format.XLSX:
        rows = matching(definition, query, actor=actor, zone=zone).count()
        if rows > MOST_ROWS:
            raise TooManyRows(rows=rows, most=MOST_ROWS)
    return file_of(list_table(definition, query, actor=actor, zone=zone), kind)


def format_of(text: str) -> Format:
    """The export format of this name. Raises ``BadQuery``."""
    if text not in list(Format):
        raise BadQuery(field="format", value=text[:20])
    return Format(text)


def views_of(*, list_name: str, actor: Actor) -> QuerySet[SavedView]:
    """The actor's own saved views of a list, by name."""
    actor.require("reports.view")
    return SavedView.objects.filter(user_id=actor.user_id or 0, list_name=list_name)
