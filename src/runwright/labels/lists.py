"""The lists of printers, and of what was sent to them or waits for them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.labels.selectors import print_jobs_all, printers_all
from runwright.labels.states import STATES
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Label, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED


def _jobs(actor: Actor) -> QuerySet[Any]:
    return print_jobs_all(actor=actor)


def _printers(actor: Actor) -> QuerySet[Any]:
    return printers_all(actor=actor)


WORDS: dict[str, Label] = {state: _(words) for state, words in STATES.items()}
PRINT_JOBS = ListDefinition(
    name="print_jobs",
    title=_("Print jobs"),
    permission="labels.print",
    base=_jobs,
    columns=(
        Column("number", _("Number"), Kind.CODE, path="id", link=Link("print_job", "id")),
        Column("state", _("State"), Kind.STATE, words=WORDS),
        Column("printer", _("Printer"), path="printer__name"),
        Column("label", _("Batches")),
        Column("labels", _("Labels"), Kind.COUNT),
        Column("copies", _("Copies"), Kind.COUNT, shown=False),
        Column("kind", _("Kind"), shown=False),
        Column("size", _("Size")),
        Column("error", _("What is wrong")),
        Column("tries", _("Tries"), Kind.COUNT),
        Column("who", _("Asked by"), path="asked_by"),
        Column("asked", _("Asked"), Kind.INSTANT, path="asked_at"),
        Column("ended", _("Ended"), Kind.INSTANT, path="ended_at", optional=True),
    ),
    filters=(
        Search("q", _("Search"), paths=("label", "printer__name", "asked_by")),
        Choice("state", _("State"), words=WORDS),
        Exactly("printer", _("Printer"), path="printer__name"),
        Days("asked", _("Asked"), path="asked_at"),
    ),
    sort=("-number",),
    standing="state",
    ready=(Ready(_("Failed"), "state=failed"), Ready(_("Waiting"), "state=queued")),
)

PRINTERS = ListDefinition(
    name="printers",
    title=_("Printers"),
    permission="labels.print",
    base=_printers,
    columns=(
        Column("name", _("Name")),
        Column("host", _("Address")),
        Column("port", _("Port"), Kind.COUNT, shown=False),
        Column("dpi", _("Dots per inch"), Kind.COUNT),
        Column("waiting", _("Waiting"), Kind.COUNT),
        Column("failed", _("Failed"), Kind.COUNT),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("name", "host")), IS_ARCHIVED),
    sort=("name",),
    ready=(IN_USE,),
)
