"""Lists of people, places of work and stops."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.floor.selectors import downtimes_told
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.conditions import lasted
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.words import LOSSES
from runwright.resources.selectors import departments_all, machines_all, work_centres_all


def _work_centres(actor: Actor) -> QuerySet[Any]:
    live = Count("machines", filter=Q(machines__archived_at=None))
    return work_centres_all(actor=actor).annotate(machine_count=live)


def _machines(actor: Actor) -> QuerySet[Any]:
    return machines_all(actor=actor)


def _departments(actor: Actor) -> QuerySet[Any]:
    return departments_all(actor=actor)


def _operators(actor: Actor) -> QuerySet[Any]:
    return operators_all(actor=actor)


def _downtimes(actor: Actor) -> QuerySet[Any]:
    return downtimes_told(actor=actor).annotate(minutes=lasted("started_at", "ended_at"))


ARCHIVED = Column("archived", _("Archived"), Kind.INSTANT, path="archived_at", optional=True,
                  shown=False)  # fmt: skip
IS_ARCHIVED = YesNo("archived", _("Archived"), holds=lambda at: Q(archived_at__isnull=False))
IN_USE = Ready(_("In use"), "archived=no")

WORK_CENTRES = ListDefinition(
    name="work_centres",
    title=_("Work centres"),
    permission="resources.view",
    base=_work_centres,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("work_centre", "id")),
        Column("name", _("Name")),
        Column("department", _("Department"), path="department__name", optional=True),
        Column("schedule", _("Schedule"), path="schedule__name", optional=True),
        Column("machines", _("Machines"), Kind.COUNT, path="machine_count"),
        Column("lanes", _("Lanes"), Kind.COUNT),
        Column("efficiency", _("Efficiency"), Kind.SHARE),
        Column("cost", _("Cost per hour"), Kind.MONEY, path="cost_per_hour"),
        Column("oee_target", _("OEE target"), Kind.SHARE, optional=True, shown=False),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "department__name")),
        Exactly("department", _("Department"), path="department__code"),
        IS_ARCHIVED,
    ),
    sort=("code",),
    ready=(IN_USE,),
)

MACHINES = ListDefinition(
    name="machines",
    title=_("Machines"),
    permission="resources.view",
    base=_machines,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("machine", "id")),
        Column("name", _("Name")),
        Column("centre", _("Work centre"), Kind.CODE, path="work_centre__code",
               link=Link("work_centre", "work_centre_id")),
        Column("department", _("Department"), path="work_centre__department__name",
               optional=True),
        Column("serial_number", _("Serial number"), shown=False),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "serial_number", "work_centre__code")),
        Exactly("centre", _("Work centre"), path="work_centre__code"),
        Exactly("department", _("Department"), path="work_centre__department__code"),
        IS_ARCHIVED,
    ),
    sort=("code",),
    ready=(IN_USE,),
)  # fmt: skip

OPERATORS = ListDefinition(
    name="operators",
    title=_("Operators"),
    permission="resources.view",
    base=_operators,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("operator", "id")),
        Column("name", _("Name")),
        Column("user", _("User"), path="user__username", optional=True),
        Column("hourly_rate", _("Hourly rate"), Kind.MONEY, optional=True),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
    ready=(IN_USE,),
)

DEPARTMENTS = ListDefinition(
    name="departments",
    title=_("Departments"),
    permission="resources.view",
    base=_departments,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("department", "id")),
        Column("name", _("Name")),
        Column("labour_rate", _("Labour rate"), Kind.MONEY, optional=True),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
    ready=(IN_USE,),
)

DOWNTIMES = ListDefinition(
    name="downtimes",
    title=_("Downtimes"),
    permission="production.view",
    base=_downtimes,
    columns=(
        Column("started", _("Start"), Kind.INSTANT, path="started_at"),
        Column("ended", _("End"), Kind.INSTANT, path="ended_at", optional=True),
        Column("minutes", _("Duration"), Kind.MINUTES, optional=True),
        Column("machine", _("Machine or work centre"), Kind.CODE, path="place_code",
               link=Link("place_kind", "place_id", is_path=True)),
        Column("reason", _("Reason"), path="reason__name", link=Link("downtime", "id")),
        Column("loss", _("Counts as"), Kind.WORD, path="reason__loss", words=LOSSES),
        Column("note", _("Note")),
        Column("told", _("Reported by"), optional=True),
        Column("centre", _("Work centre"), Kind.CODE, shown=False),
        Column("department", _("Department"), Kind.CODE, optional=True, shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("place_code", "machine__name", "work_centre__name",
                                        "reason__name", "note")),
        Exactly("machine", _("Machine or work centre"), path="place_code"),
        Exactly("centre", _("Work centre")),
        Exactly("department", _("Department")),
        Exactly("reason", _("Reason"), path="reason__code"),
        Choice("loss", _("Counts as"), path="reason__loss", words=LOSSES),
        YesNo("running", _("Not over yet"), holds=lambda at: Q(ended_at__isnull=True)),
        Days("started", _("Start"), path="started_at"),
    ),
    sort=("-started",),
    ready=(Ready(_("Not over yet"), "running=yes"),),
)  # fmt: skip

LISTS = (WORK_CENTRES, MACHINES, OPERATORS, DEPARTMENTS, DOWNTIMES)
