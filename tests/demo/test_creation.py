"""The demo factory: made once, always the same, and with everything to look at."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from runwright.demo.orders import WISHES
from runwright.demo.services import demo_create
from runwright.demo.story import Verdict, Yield, steps_of, story
from runwright.engineering.models import Bom
from runwright.floor.models import Downtime, ParkedScan
from runwright.journal import clock
from runwright.people.actor import system_actor
from runwright.people.models import User
from runwright.people.roles import ROLES
from runwright.production.models import (
    Batch,
    BatchHold,
    MachineDay,
    MaterialLine,
    Order,
    QuantityReport,
    ReviewDecision,
    Run,
    Scan,
    TimeInterval,
    WorkOrder,
)
from runwright.production.states import ORDER_STATES, WORK_STATES
from runwright.purchasing.models import PurchaseOrder, PurchaseRequest, Rfq
from runwright.reports.dashboard.figures import dashboard
from runwright.reports.doctor import examine
from runwright.reports.oee.figures import oee_report
from runwright.reports.report.catalogue import report_read
from runwright.sales.models import SalesOrder
from runwright.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SUNDAY_NIGHT = datetime(2026, 11, 22, 0, 20, tzinfo=UTC)
ACTOR = system_actor("test")


@pytest.fixture(scope="module", autouse=True)
def mill(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One mill for all tests of the module, gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo_create(actor=ACTOR, anchor=SUNDAY_NIGHT)
        yield
        transaction.set_rollback(True)


def test_a_second_time_does_nothing() -> None:
    before = Order.objects.count()
    assert not demo_create(actor=ACTOR)
    assert Order.objects.count() == before


def test_the_doctor_finds_nothing() -> None:
    assert [str(complaint) for complaint in examine()] == []


def test_the_story_is_always_the_same() -> None:
    assert list(story()) == list(story())


def test_the_ledger_says_what_the_story_told() -> None:
    """The story knows no day, so another anchor gives the same quantities."""
    told: Counter[str] = Counter()
    for _, event in story():
        if isinstance(event, Yield):
            last = event.step + 1 == len(steps_of(WISHES[event.order]))
            told += Counter(firsts=event.firsts * last, seconds=event.seconds, waste=event.waste)
        if isinstance(event, Verdict):
            told[GRADES[event.outcome]] += event.quantity
    played = Order.objects.filter(batched=None, is_history=False)
    orders = played.values("firsts", "seconds", "waste")
    for name in ("firsts", "seconds", "waste"):
        assert sum(order[name] for order in orders) == told[name]


GRADES = {"release": "firsts", "downgrade": "seconds", "scrap": "waste", "rework": "again"}


def test_forty_orders_in_the_proportions_of_a_living_shop() -> None:
    states = Counter(Order.objects.filter(is_history=False).values_list("state", flat=True))
    assert states == {
        "done": 24, "in_progress": 9, "planned": 5, "confirmed": 3, "draft": 3, "cancelled": 2,
    }  # fmt: skip


def test_there_is_something_in_every_state() -> None:
    assert set(Order.objects.values_list("state", flat=True)) == set(ORDER_STATES)
    assert set(WorkOrder.objects.values_list("state", flat=True)) == set(WORK_STATES)
    assert set(Bom.objects.values_list("state", flat=True)) == {"draft", "validated"}
    assert Bom.objects.filter(revision=2).count() == 2


def test_the_shop_is_at_work_right_now() -> None:
    running = TimeInterval.objects.filter(ended_at=None)
    assert running.exclude(machine=None).count() >= 4
    assert running.filter(started_at__gt=SUNDAY_NIGHT).count() == 0
    assert Downtime.objects.filter(ended_at=None).count() == 1


def test_things_go_wrong_as_they_do() -> None:
    late = Order.objects.filter(state="in_progress", deadline__lt=SUNDAY_NIGHT)
    assert late.exists()
    assert Order.objects.filter(held__gt=0).exists()
    assert MaterialLine.objects.filter(owed__gt=0).values("order").distinct().count() == 1
    assert QuantityReport.objects.exclude(reverses=None).count() == 4
    assert QuantityReport.objects.filter(is_rework=True).exists()
    outcomes = set(ReviewDecision.objects.values_list("outcome", flat=True))
    assert outcomes == {"release", "downgrade", "rework", "scrap"}
    assert Balance.objects.filter(grade="seconds", quantity__gt=0, is_storage=True).exists()


def test_nothing_lies_in_the_future() -> None:
    assert not TimeInterval.objects.filter(ended_at__gt=SUNDAY_NIGHT).exists()
    assert not QuantityReport.objects.filter(at__gt=SUNDAY_NIGHT).exists()
    assert not MachineDay.objects.filter(day__gt=SUNDAY_NIGHT.date()).exists()


def test_machines_are_used_as_in_a_real_shop() -> None:
    days = {"period": ["free"], "from": ["2026-11-10"], "to": ["2026-11-20"]}
    found = dashboard(given=days, actor=ACTOR)
    shares = {time.code: time.utilisation for time in found.machines}
    assert min(shares.values()) > 0
    assert found.total.utilisation
    assert 0.4 < found.total.utilisation < 0.85


def test_somebody_of_each_role_can_be_signed_in() -> None:
    roles = User.objects.filter(is_demo=True).values_list("grants__role", flat=True)
    assert set(roles) == set(ROLES) - {"station"}  # that one is a device


def test_there_is_something_bought_and_sold() -> None:
    states = {
        PurchaseRequest: {"draft", "approved", "ordered", "received"},
        Rfq: {"sent"},
        PurchaseOrder: {"sent", "received"},
        SalesOrder: {"estimate", "confirmed", "fulfilled", "lost"},
    }
    for record, told in states.items():
        assert set(record.objects.values_list("state", flat=True)) == told


def test_batches_are_in_every_state_and_one_is_on_hold() -> None:
    states = Counter(Batch.objects.values_list("state", "ending"))
    assert states.keys() == {("created", ""), ("scanned", ""), ("closed", "consumed"),
                             ("closed", "finished"), ("void", "undone")}  # fmt: skip
    assert BatchHold.objects.filter(released_at=None).count() == 1
    assert set(Run.objects.values_list("state", flat=True)) == {"pending", "in_progress"}


def test_one_scan_was_taken_back_and_one_waits_for_a_person() -> None:
    assert Scan.objects.exclude(reverses=None).count() == 1
    (parked,) = ParkedScan.objects.all()
    assert (parked.state, parked.device_at < parked.received_at) == ("conflict", True)


def test_half_a_year_was_brought_over() -> None:
    """Every report over months has something to tell, week by week."""
    given = {"period": ["6_months"], "by": ["week"]}
    with clock.at(SUNDAY_NIGHT):
        found = oee_report(given=given, actor=ACTOR)
        work = report_read(name="work", given=given, actor=ACTOR)
    told = [week.oee for week in found.trend if week.oee is not None]
    assert len(told) >= 24 and all(Decimal("0.4") < oee < 1 for oee in told[1:-1])
    assert len({one.loss for one in found.losses}) >= 4
    assert len({row[0].value for row in work.table("reasons").rows}) >= 6
    assert Order.objects.filter(is_history=True, state="done").count() >= 180
