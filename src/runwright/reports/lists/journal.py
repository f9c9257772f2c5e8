"""The list of journal entries."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.journal.selectors import entries_told
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Days, Exactly, Search, YesNo


def _entries(actor: Actor) -> QuerySet[Any]:
    return entries_told()


ENTRIES = ListDefinition(
    name="journal",
    title=_("Journal"),
    permission="journal.view",
    base=_entries,
    columns=(
        Column("at", _("At"), Kind.INSTANT),
        Column("who", _("Who"), path="actor_label"),
        Column("verb", _("What"), Kind.CODE),
        Column("record", _("Record"), Kind.CODE, path="record_label",
               link=Link("record_kind", "record_id", is_path=True)),
        Column("kind", _("Kind of record"), Kind.CODE, path="record_kind", shown=False),
        Column("changes", _("Changes"), path="told", sortable=False),
        Column("reason", _("Reason")),
        Column("device", _("Device"), shown=False),
        Column("station", _("Station"), shown=False),
        Column("device_at", _("Device time"), Kind.INSTANT, optional=True, shown=False),
        Column("request", _("Request"), Kind.CODE, path="request_id", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("record_label", "actor_label", "verb", "reason")),
        Exactly("verb", _("What")),
        Exactly("kind", _("Kind of record"), path="record_kind"),
        Exactly("record", _("Record"), path="record_label"),
        Exactly("who", _("Who"), path="actor_label"),
        YesNo("reasoned", _("With a reason"), holds=lambda at: ~Q(reason="")),
        Days("at", _("At")),
    ),
    sort=("-at",),
)  # fmt: skip

LISTS = (ENTRIES,)
