"""Lists of the production room: orders, work orders, time and quantities."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.production.selectors import (
    intervals_all,
    orders_all,
    reports_all,
    work_orders_all,
)
from runwright.production.selectors.outcomes import made_ever
from runwright.production.states import OPEN_FOR_WORK
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.conditions import (
    OPEN_ORDER,
    OPEN_STATES,
    OPEN_WORK_STATES,
    WITHDRAWN,
    CountedIn,
    During,
    MadeIn,
    OfDays,
    lasted,
    order_is_late,
    order_is_short,
    order_overran,
    order_was_on_time,
    work_is_blocked,
    work_is_past_deadline,
    work_is_without_operator,
    work_lacks_material,
)
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.words import ORDER_STATES, TIME_KINDS, WORK_STATES


def _orders(actor: Actor) -> QuerySet[Any]:
    works = work_orders_all(actor=actor).filter(order=OuterRef("pk"))
    unfinished = works.filter(state__in=OPEN_WORK_STATES).order_by()
    return orders_all(actor=actor).annotate(
        through=lasted("first_activity_at", "last_activity_at"),
        standard=F("standard_material") + F("standard_work"),
        variance=F("cost") - F("standard_material") - F("standard_work"),
        **made_ever(),
        standing=_unless(Q(is_history=True) | Q(state="in_progress") & Q(Exists(unfinished))),
    )


CAME = {
    "firsts": _("With output"),
    "seconds": _("With seconds"),
    "waste": _("With waste"),
    "held": _("With held pieces"),
    "rework": _("With pieces worked again"),
}
"""What can have come of an order in the days that are asked for."""


def _came(key: str, at: datetime) -> Q:
    return ~Q(**{f"made_{key}": 0})


def _work_orders(actor: Actor) -> QuerySet[Any]:
    by_hand = Q(order__state__in=OPEN_FOR_WORK, order__batched=None, order__is_history=False)
    standing = _unless(~by_hand | Q(state="waiting"))
    return work_orders_all(actor=actor).annotate(standing=standing)


def _unless(fixed: Q) -> Case:
    """The state that says the next step of a row, unless nobody takes one any more."""
    return Case(When(fixed, then=Value("")), default=F("state"), output_field=CharField())


def _intervals(actor: Actor) -> QuerySet[Any]:
    return intervals_all(actor=actor).annotate(minutes=lasted("started_at", "ended_at"))


def _reports(actor: Actor) -> QuerySet[Any]:
    return reports_all(actor=actor)


def _grades(unit: str) -> tuple[Column, ...]:
    """What came off: firsts, seconds, waste, held, and how often something was reworked."""
    return (
        Column("firsts", _("Firsts"), Kind.QUANTITY, unit=unit),
        Column("seconds", _("Seconds"), Kind.QUANTITY, unit=unit, shown=False),
        Column("waste", _("Waste"), Kind.QUANTITY, unit=unit),
        Column("held", _("Held"), Kind.QUANTITY, unit=unit),
    )


def _made(unit: str) -> tuple[Column, ...]:
    """What came of an order in the days that are asked for, after review."""
    return (
        Column("made_firsts", _("Produced in these days"), Kind.QUANTITY, unit=unit, shown=False),
        *(
            Column(f"made_{key}", label, Kind.QUANTITY, unit=unit, shown=False)
            for key, label in (
                ("seconds", _("Seconds in these days")),
                ("waste", _("Waste in these days")),
                ("held", _("Held in these days")),
            )
        ),
        Column("made_rework", _("Rework in these days"), Kind.COUNT, shown=False),
    )


ORDER = Column(
    "order", _("Order"), Kind.CODE, path="work_order__order__number",
    link=Link("order", "work_order__order_id"),
)  # fmt: skip
OPERATION = Column(
    "operation", _("Operation"), path="work_order__name",
    link=Link("work_order", "work_order_id"),
)  # fmt: skip
MACHINE = Column(
    "machine", _("Machine"), Kind.CODE, path="machine__code",
    link=Link("machine", "machine_id"), optional=True,
)  # fmt: skip
OPERATOR = Column(
    "operator", _("Operator"), Kind.CODE, path="operator__code",
    link=Link("operator", "operator_id"), optional=True,
)  # fmt: skip

ORDERS = ListDefinition(
    name="orders",
    title=_("Manufacturing orders"),
    permission="production.view",
    base=_orders,
    columns=(
        Column("number", _("Order"), Kind.CODE, link=Link("order", "id")),
        Column("state", _("State"), Kind.STATE, words=ORDER_STATES),
        Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id")),
        Column("name", _("Name"), path="item__name"),
        Column("quantity", _("Ordered"), Kind.QUANTITY, unit="item__unit__symbol"),
        *_grades("item__unit__symbol"),
        Column("rework", _("Rework"), Kind.COUNT, path="rework_marks"),
        Column("received", _("Received"), Kind.QUANTITY, unit="item__unit__symbol", shown=False),
        Column("deadline", _("Deadline"), Kind.INSTANT, optional=True, due_in=OPEN_STATES),
        Column("priority", _("Priority"), Kind.COUNT, shown=False),
        Column("planned_start", _("Planned start"), Kind.INSTANT, optional=True, shown=False),
        Column("planned_end", _("Planned end"), Kind.INSTANT, optional=True, shown=False),
        Column("started", _("Started"), Kind.INSTANT, path="first_activity_at", optional=True),
        Column("ended", _("Last activity"), Kind.INSTANT, path="last_activity_at", optional=True),
        Column("through", _("Time through the shop"), Kind.MINUTES, optional=True),
        Column("state_since", _("In this state since"), Kind.INSTANT, shown=False),
        Column("responsible", _("Responsible"), path="responsible__full_name", optional=True,
               shown=False),
        Column("history", _("Imported"), Kind.FLAG, path="is_history", shown=False),
        Column("cost", _("Cost"), Kind.MONEY, optional=True, shown=False),
        Column("standard", _("Standard cost"), Kind.MONEY, optional=True, shown=False),
        Column("variance", _("Variance"), Kind.MONEY, optional=True, shown=False),
        Column("created", _("Created"), Kind.INSTANT, path="created_at", shown=False),
        Column("note", _("Note"), shown=False),
        *_made("item__unit__symbol"),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "item__code", "item__name")),
        Choice("state", _("State"), words=ORDER_STATES),
        Exactly("item", _("Item"), path="item__code"),
        YesNo("late", _("Late"), holds=order_is_late),
        YesNo("short", _("Short of material"), holds=order_is_short),
        YesNo("costed", _("With a cost"), holds=lambda at: Q(cost__isnull=False)),
        YesNo("on_time", _("Done on time"), holds=order_was_on_time),
        YesNo("overran", _("Done late"), holds=order_overran),
        YesNo("open", _("Open"), holds=lambda at: OPEN_ORDER),
        YesNo("history", _("Imported"), holds=lambda at: Q(is_history=True)),
        YesNo("withdrawn", _("Taken back"), holds=lambda at: WITHDRAWN),
        YesNo("rework", _("With rework"), holds=lambda at: Q(rework_marks__gt=0)),
        YesNo("worked", _("Worked on"), holds=lambda at: Q(last_activity_at__isnull=False)),
        CountedIn("counted", _("Of the period")),
        MadeIn("made", _("Made in these days")),
        *(YesNo(f"with_{key}", label, holds=partial(_came, key)) for key, label in CAME.items()),
        OfDays("active", _("Worked on")),
        Days("entered", _("In this state since"), path="state_since"),
        Days("deadline", _("Deadline")),
        Days("started", _("Started"), path="first_activity_at"),
        Days("ended", _("Last activity"), path="last_activity_at"),
        Days("created", _("Created"), path="created_at"),
    ),
    sort=("-created",),
    standing="standing",
    ready=(
        Ready(_("Open"), "open=yes"),
        Ready(_("Late"), "late=yes"),
        Ready(_("Short of material"), "short=yes"),
        Ready(_("In progress"), "state=in_progress"),
    ),
)  # fmt: skip

WORK_ORDERS = ListDefinition(
    name="work_orders",
    title=_("Work orders"),
    permission="production.view",
    base=_work_orders,
    columns=(
        Column("order", _("Order"), Kind.CODE, path="order__number",
               link=Link("order", "order_id")),
        Column("sequence", _("Step"), Kind.COUNT),
        Column("name", _("Operation"), link=Link("work_order", "id")),
        Column("state", _("State"), Kind.STATE, words=WORK_STATES),
        Column("state_since", _("Since"), Kind.INSTANT, shown=False),
        Column("material_since", _("Waits for material since"), Kind.INSTANT, optional=True,
               shown=False),
        Column("centre", _("Work centre"), Kind.CODE, path="work_centre__code",
               link=Link("work_centre", "work_centre_id")),
        Column("item", _("Item"), Kind.CODE, path="order__item__code",
               link=Link("item", "order__item_id")),
        Column("start_quantity", _("To start"), Kind.QUANTITY, unit="order__item__unit__symbol"),
        *_grades("order__item__unit__symbol"),
        Column("rework", _("Rework"), Kind.COUNT, path="rework_marks", shown=False),
        Column("expected", _("Expected"), Kind.MINUTES, path="expected_minutes"),
        Column("planned_start", _("Planned start"), Kind.INSTANT, optional=True),
        Column("planned_end", _("Planned end"), Kind.INSTANT, optional=True,
               due_in=OPEN_WORK_STATES),
        Column("started", _("Started"), Kind.INSTANT, path="first_activity_at", optional=True),
        Column("ended", _("Last activity"), Kind.INSTANT, path="last_activity_at", optional=True),
        Column("deadline", _("Deadline"), Kind.INSTANT, path="order__deadline", optional=True,
               shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("order__number", "name", "work_centre__code",
                                        "order__item__code")),
        Choice("state", _("State"), words=WORK_STATES),
        Exactly("order", _("Order"), path="order__number"),
        Exactly("centre", _("Work centre"), path="work_centre__code"),
        Exactly("operation", _("Operation"), path="name"),
        YesNo("blocked", _("Waiting too long"), holds=work_is_blocked),
        YesNo("material", _("Waits for material"), holds=work_lacks_material),
        YesNo("unassigned", _("Ready without operator"), holds=work_is_without_operator),
        YesNo("overdue", _("Deadline passed"), holds=work_is_past_deadline),
        Days("planned", _("Planned start"), path="planned_start"),
        Days("entered", _("Since"), path="state_since"),
        Days("started", _("Started"), path="first_activity_at"),
    ),
    sort=("-order", "sequence"),
    standing="standing",
    ready=(
        Ready(_("Deadline passed"), "overdue=yes"),
        Ready(_("Waiting too long"), "blocked=yes"),
        Ready(_("Ready without operator"), "unassigned=yes"),
    ),
)  # fmt: skip

INTERVALS = ListDefinition(
    name="intervals",
    title=_("Time bookings"),
    permission="production.view",
    base=_intervals,
    columns=(
        Column("started", _("Start"), Kind.INSTANT, path="started_at"),
        Column("ended", _("End"), Kind.INSTANT, path="ended_at", optional=True),
        Column("minutes", _("Duration"), Kind.MINUTES, optional=True),
        Column("kind", _("Kind"), Kind.WORD, words=TIME_KINDS),
        ORDER,
        OPERATION,
        MACHINE,
        OPERATOR,
        Column("live", _("Timer"), Kind.FLAG, path="is_live", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("work_order__order__number", "work_order__name")),
        Choice("kind", _("Kind"), words=TIME_KINDS),
        Exactly("order", _("Order"), path="work_order__order__number"),
        Exactly("machine", _("Machine"), path="machine__code"),
        Exactly("operator", _("Operator"), path="operator__code"),
        YesNo("of_machine", _("Of a machine"), holds=lambda at: Q(machine__isnull=False)),
        YesNo("running", _("Running"), holds=lambda at: Q(ended_at__isnull=True)),
        Days("started", _("Start"), path="started_at"),
        During("during", _("Within these days")),
    ),
    sort=("-started",),
    ready=(
        Ready(_("Machines"), "of_machine=yes"),
        Ready(_("People"), "of_machine=no"),
        Ready(_("Running"), "running=yes"),
    ),
)

REPORTS = ListDefinition(
    name="reports",
    title=_("Quantity reports"),
    permission="production.view",
    base=_reports,
    columns=(
        Column("at", _("At"), Kind.INSTANT),
        ORDER,
        OPERATION,
        MACHINE,
        OPERATOR,
        *_grades("work_order__order__item__unit__symbol"),
        Column("rework", _("Rework"), Kind.FLAG, path="is_rework"),
        Column("reason", _("Reason"), path="scrap_reason__name", optional=True),
        Column("who", _("Entered by"), path="entry__actor_label", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("work_order__order__number", "work_order__name")),
        Exactly("order", _("Order"), path="work_order__order__number"),
        Exactly("machine", _("Machine"), path="machine__code"),
        Exactly("operator", _("Operator"), path="operator__code"),
        Exactly("reason", _("Reason"), path="scrap_reason__code"),
        YesNo("loss", _("With waste or seconds"), holds=lambda at: ~Q(waste=0) | ~Q(seconds=0)),
        YesNo("explained", _("With a reason"), holds=lambda at: Q(scrap_reason__isnull=False)),
        YesNo("waste", _("With waste"), holds=lambda at: ~Q(waste=0)),
        YesNo("held", _("With held pieces"), holds=lambda at: ~Q(held=0)),
        YesNo("rework", _("Rework"), holds=lambda at: Q(is_rework=True)),
        YesNo("correction", _("Corrections"), holds=lambda at: Q(reverses__isnull=False)),
        Days("at", _("At")),
    ),
    sort=("-at",),
)  # fmt: skip

LISTS = (ORDERS, WORK_ORDERS, INTERVALS, REPORTS)
