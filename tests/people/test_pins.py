"""Badge and PIN: set by a lead or the operator, counted when wrong, never told apart."""

from datetime import timedelta

import pytest

from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor, system_actor
from runwright.people.errors import (
    BadgeOrPinWrong,
    OperatorNotFound,
    PinNotGood,
    TooManyWrongPins,
)
from runwright.people.models import Operator, OperatorPin, PinFailure
from runwright.people.roles import STATION_PERMISSIONS
from runwright.people.services import (
    badge_check,
    operator_create,
    operator_pin_change,
    operator_pin_set,
    operators_archive,
)
from runwright.people.services.pins import MOST_WRONG, WRONG_WITHIN

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")


def station(name: str = "Tablet 1") -> Actor:
    return Actor(user_id=None, label=name, permissions=STATION_PERMISSIONS, device=name)


@pytest.fixture
def ana() -> Operator:
    ana = operator_create(code="OP1", name="Ana", badge="B-1", actor=SYSTEM)
    operator_pin_set(operator_id=ana.id, pin="4711", actor=SYSTEM)
    return ana


def fail(times: int, badge: str = "B-1", at: str = "Tablet 1") -> None:
    for _n in range(times):
        with pytest.raises(BadgeOrPinWrong):
            badge_check(badge=badge, pin="0815", actor=station(at))


def test_badge_and_pin_together_are_the_operator(ana: Operator) -> None:
    assert badge_check(badge="B-1", pin="4711", actor=station()) == ana
    kept = OperatorPin.objects.get(operator=ana).hash
    assert kept.startswith("pin_pbkdf2_sha256$100000$")
    assert "4711" not in kept
    operator_pin_set(operator_id=ana.id, pin="4711", actor=SYSTEM)
    assert OperatorPin.objects.get(operator=ana).hash != kept  # salted anew


@pytest.mark.parametrize(
    ("badge", "pin"),
    [("B-1", "4712"), ("B-1", ""), ("B-2", "4711"), ("", "4711"), ("B-3", "4711"), ("b-1", "4711")],
)
def test_what_is_wrong_is_not_told(ana: Operator, badge: str, pin: str) -> None:
    operator_create(code="OP3", name="Without PIN", badge="B-3", actor=SYSTEM)
    with pytest.raises(BadgeOrPinWrong) as refused:
        badge_check(badge=badge, pin=pin, actor=station())
    assert str(refused.value) == "Badge and PIN do not fit together."
    assert PinFailure.objects.filter(badge=badge, device="Tablet 1").count() == 1
    entry = Entry.objects.get(verb="operator.refuse_pin")
    assert (entry.device, entry.record_kind) == (
        "Tablet 1", "operator" if badge in ("B-1", "B-3") else "badge",
    )  # fmt: skip


def test_an_archived_operator_is_nobody(ana: Operator) -> None:
    operators_archive(operator_ids=[ana.id], actor=SYSTEM)
    with pytest.raises(BadgeOrPinWrong):
        badge_check(badge="B-1", pin="4711", actor=station())


def test_ten_wrong_pins_close_the_badge_for_a_while_at_every_device(ana: Operator) -> None:
    fail(MOST_WRONG - 1)
    badge_check(badge="B-1", pin="4711", actor=station())
    fail(1)
    for device in ("Tablet 1", "Tablet 2"):
        with pytest.raises(TooManyWrongPins) as refused:
            badge_check(badge="B-1", pin="4711", actor=station(device))
        assert 0 < refused.value.facts["seconds"] <= WRONG_WITHIN.total_seconds()  # type: ignore[operator]
    assert PinFailure.objects.count() == MOST_WRONG  # what must wait is not counted
    with clock.at(clock.now() + WRONG_WITHIN + timedelta(seconds=1)):
        assert badge_check(badge="B-1", pin="4711", actor=station()) == ana


def test_guessing_badges_closes_the_device(ana: Operator) -> None:
    for n in range(MOST_WRONG):
        fail(1, badge=f"X-{n}")
    with pytest.raises(TooManyWrongPins):
        badge_check(badge="B-1", pin="4711", actor=station())
    assert badge_check(badge="B-1", pin="4711", actor=station("Tablet 2")) == ana


@pytest.mark.parametrize(
    "pin", ["", "471", "471147114", "4711a", "٤٧١١", "47 11", "1111", "1234", "87654321", "7890"]
)
def test_a_pin_is_a_few_digits_that_are_not_the_first_guess(ana: Operator, pin: str) -> None:
    with pytest.raises(PinNotGood):
        operator_pin_set(operator_id=ana.id, pin=pin, actor=SYSTEM)
    with pytest.raises(PinNotGood):
        operator_pin_change(badge="B-1", pin="4711", wanted=pin, actor=station())
    assert badge_check(badge="B-1", pin="4711", actor=station()) == ana


def test_an_operator_changes_their_pin_by_the_one_they_have(ana: Operator) -> None:
    with pytest.raises(BadgeOrPinWrong):
        operator_pin_change(badge="B-1", pin="4712", wanted="2468", actor=station())
    operator_pin_change(badge="B-1", pin="4711", wanted="2468", actor=station())
    assert badge_check(badge="B-1", pin="2468", actor=station()) == ana
    fail(1)
    assert Entry.objects.filter(verb="operator.set_pin", record_id=str(ana.id)).count() == 2


def test_only_a_lead_gives_a_pin_and_only_a_station_asks_for_one(ana: Operator) -> None:
    nobody = Actor(user_id=None, label="x")
    with pytest.raises(Forbidden):
        operator_pin_set(operator_id=ana.id, pin="2468", actor=station())
    with pytest.raises(Forbidden):
        badge_check(badge="B-1", pin="4711", actor=nobody)
    with pytest.raises(OperatorNotFound):
        operator_pin_set(operator_id=10**9, pin="2468", actor=SYSTEM)
