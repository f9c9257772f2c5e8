"""What came of orders, from stored sums of days: the same as each order, fact by fact."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F

from runwright.kernel.ids import uuid7
from runwright.people.actor import system_actor
from runwright.production.day_sums import day_sums_refresh, days_between
from runwright.production.models import Order, QuantityReport, ReviewDecision, WorkOrder
from runwright.production.projections import sums_refresh
from runwright.production.selectors.ended_days import outcomes_by_unit
from runwright.production.selectors.outcomes import orders_with_output
from runwright.reports.lists.conditions import WITHDRAWN, MadeIn
from runwright.reports.periods import Period
from tests.reports.test_oee import HOUR, MONDAY, Press, press

__all__ = ["press"]

ZONE = ZoneInfo("Europe/Bucharest")
ACTOR = system_actor("test")
FIRST = MONDAY.date()
DAYS = 9
AMOUNTS = ("firsts", "seconds", "waste", "held")
PARTS = (*AMOUNTS, "rework")


def some_instant(chance: Random) -> object:
    return MONDAY + chance.randrange(DAYS * 24) * HOUR


def something_happens(press: Press, works: list[WorkOrder], chance: Random) -> None:
    """A report; at times some or all of it is taken back, or judged on some other day."""
    work, at = chance.choice(works), some_instant(chance)
    amounts = {name: Decimal(chance.choice((0, 0, 1, 3))) for name in AMOUNTS}
    marked = chance.random() < 0.3
    told = press.made(at, work_order=work, is_rework=marked, **amounts)
    if chance.random() < 0.4:
        back = {name: -chance.choice((amount, Decimal())) for name, amount in amounts.items()}
        back = chance.choice((back, {name: -amount for name, amount in amounts.items()}))
        press.made(at, work_order=work, is_rework=marked, reverses=told, **back)
    elif amounts["held"]:
        outcome = chance.choice(("release", "downgrade", "scrap", "rework"))
        judged = ReviewDecision.objects.create(
            entry=press.entry, work_order=work, outcome=outcome, quantity=1,
            at=some_instant(chance),
        )  # fmt: skip
        if chance.random() < 0.3:
            ReviewDecision.objects.create(
                entry=press.entry, work_order=work, outcome=outcome, quantity=-1,
                at=some_instant(chance), reverses=judged,
            )  # fmt: skip


def of_each_order(period: Period) -> tuple[Counter[str], int]:
    """The slow way: every order of the list behind the figures, with what came of it."""
    given = {}
    if period.first and period.last:
        given = {"made_from": [str(period.first)], "made_to": [str(period.last)]}
    every = Order.objects.exclude(WITHDRAWN).annotate(
        **{f"ever_{name}": F(name) for name in AMOUNTS}, ever_rework=F("rework_marks")
    )
    rows = list(MadeIn("made", "").remaining(every, given, ZONE))
    which = "made" if given else "ever"
    sums = Counter({name: sum(getattr(row, f"{which}_{name}") for row in rows) for name in PARTS})
    return sums, sum(1 for row in rows if getattr(row, f"{which}_firsts"))


def of_the_facts(period: Period) -> Counter[str]:
    """Slower still: every report and decision by itself, in Python."""
    sums: Counter[str] = Counter()
    inside: dict[str, object] = {"work_order__order__in": Order.objects.exclude(WITHDRAWN)}
    if period.start:
        inside |= {"at__gte": period.start, "at__lt": period.end}
    known = QuantityReport.objects.prefetch_related("reversals").select_related("work_order")
    for fact in known.filter(**inside):
        sums["firsts"] += fact.firsts if fact.work_order.is_output else 0
        sums["seconds"] += fact.seconds - fact.from_seconds
        sums["waste"] += fact.waste
        sums["held"] += fact.held
        back = [*fact.reversals.all()]
        left = sum(getattr(one, name) for one in (fact, *back) for name in AMOUNTS)
        sums["rework"] += fact.is_rework and not fact.reverses_id and not (back and not left)
    for one in ReviewDecision.objects.select_related("work_order").filter(**inside):
        into = {"release": "firsts", "downgrade": "seconds", "scrap": "waste"}.get(one.outcome)
        if into and (into != "firsts" or one.work_order.is_output):
            sums[into] += one.quantity
        sums["held"] -= one.quantity
    return sums


def of_the_days(period: Period) -> tuple[Counter[str], int]:
    """The quick way."""
    between = {"start": period.start, "end": period.end, "actor": ACTOR}
    made = outcomes_by_unit(**between)
    orders = orders_with_output(**between)
    sums = Counter({name: sum(row[name] for row in made) for name in PARTS})
    return sums, sum(row["orders_with_output"] for row in orders)


def some_period(chance: Random) -> Period:
    first, last = sorted(chance.randrange(-1, DAYS + 1) for _ in range(2))
    return Period("free", ZONE, day_of(first), day_of(last))


def day_of(n: int) -> date:
    return FIRST + timedelta(n)


def orders_renewed() -> None:
    sums_refresh(
        work_order_ids=[*WorkOrder.objects.values_list("id", flat=True)],
        order_ids=[*Order.objects.values_list("id", flat=True)],
    )


@pytest.fixture
def works(press: Press) -> list[WorkOrder]:
    """Three orders of two operations each."""
    orders = []
    for _n in range(3):
        other = Order.objects.get(id=press.work.order_id)
        other.pk, other.number = None, f"MO-{uuid7().hex[-8:]}"
        other.save()
        orders.append(other)
    return [
        WorkOrder.objects.create(
            order=order, sequence=900 + n, name=f"Step {n}", work_centre=press.centre,
            start_quantity=9, is_output=n == 1,
        )
        for order in orders for n in range(2)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_days_say_what_orders_and_facts_say(
    seed: int, press: Press, works: list[WorkOrder]
) -> None:
    """Some facts are older than the stored sums, some come after; one order is withdrawn."""
    chance = Random(seed)
    for _n in range(12):
        something_happens(press, works, chance)
    assert day_sums_refresh() > 0
    for _n in range(5):
        something_happens(press, works, chance)
    if chance.random() < 0.5:
        Order.objects.filter(id=works[-1].order_id).update(is_history=True, state="cancelled")
    orders_renewed()
    assert days_between(None, None).firsts, "days whose stored sums count"
    for period in (Period("all", ZONE), *(some_period(chance) for _ in range(12))):
        sums, orders = of_the_days(period)
        assert (sums, orders) == of_each_order(period), period
        facts = of_the_facts(period)
        assert {name: sums[name] for name in PARTS} == {name: facts[name] for name in PARTS}
