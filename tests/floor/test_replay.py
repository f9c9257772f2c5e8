"""Scans queued while a device was alone: once each, in whatever order, and nothing lost."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from runwright.floor.errors import AlreadyAnswered, DropReasonNeeded, ParkedScanNotFound
from runwright.floor.models import Device, ParkedScan
from runwright.floor.queued import QueuedScan
from runwright.floor.selectors import conflicts_count, device_of, parked_get
from runwright.floor.services import (
    Outcome,
    conflict_apply,
    conflict_drop,
    conflict_retry,
    device_create,
    device_enrol,
    parked_sweep,
    scans_replay,
    scans_wake,
)
from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.errors import MoreThanRemains
from runwright.production.models import Batch, BatchHold, Scan
from runwright.reports.doctor import examine
from tests.stories.mill import Mill, fresh, results, scanning_mill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Mill:
    return scanning_mill()


@pytest.fixture
def mill(ground: Mill) -> Mill:
    return ground


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Any:
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def tablet(mill: Mill) -> Actor:
    """The device of the sorting station."""
    station_id = mill.stations["Sorting"].id
    made = device_create(name="Tablet", station_id=station_id, actor=mill.plant.actor)
    secret = device_enrol(code=made.code, actor=mill.plant.actor).secret
    return device_of(secret=secret).actor


AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def queued(
    mill: Mill, station: str, *labels: Batch | str, minute: int = 0, after: UUID | None = None,
    id: UUID | None = None, **said: Any,
) -> QueuedScan:  # fmt: skip
    codes = [one if isinstance(one, str) else one.code for one in labels]
    body = {"station_id": mill.stations[station].id, "labels": codes, **said}
    return QueuedScan(id or uuid7(), body, AT + timedelta(minutes=minute), after)


def replayed(actor: Actor, *facts: QueuedScan) -> list[str]:
    device_id = Device.objects.get().id
    outcomes = scans_replay(facts=facts, actor=actor, device_id=device_id)
    return [outcome.state for outcome in outcomes]


def sorting(mill: Mill) -> tuple[Batch, Batch]:
    """Two batches that were knitted."""
    _order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    mill.scan("Knit in", two)
    return one, two


def test_a_queue_is_posted_in_the_order_of_the_device(mill: Mill, tablet: Actor) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    first = queued(mill, "Sorting", one, minute=5, firsts="55", seconds="3", waste="2")
    second = queued(mill, "Knit in", one, minute=1)
    assert replayed(tablet, first, second) == ["applied", "applied"]
    assert not ParkedScan.objects.exists()
    entry = Scan.objects.get(id=first.id).entry
    assert (entry.device, entry.station, entry.device_at) == ("Tablet", "Sorting", first.device_at)


def test_however_often_it_comes_it_happens_once(mill: Mill, tablet: Actor) -> None:
    one, _two = sorting(mill)
    fact = queued(mill, "Sorting", one, firsts="20")
    for _n in range(3):
        assert replayed(tablet, fact, fact) == ["applied", "applied"]
    assert fresh(one).remaining == D(40)


def test_the_operator_of_a_queued_scan_is_who_made_it(mill: Mill, tablet: Actor) -> None:
    one, _two = sorting(mill)
    ion = mill.plant.operators["ion"]
    fact = queued(mill, "Sorting", one, firsts="20", operator_id=ion.id)
    assert replayed(tablet, fact) == ["applied"]
    scan = Scan.objects.get(id=fact.id)
    assert (scan.operator, scan.entry.actor_label) == (ion, ion.name)


def test_what_comes_before_its_predecessor_waits_for_it(mill: Mill, tablet: Actor) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    split = queued(mill, "Sorting", one, minute=5, firsts="60")
    assert replayed(tablet, split) == ["waiting"]
    assert replayed(tablet, split) == ["waiting"]
    init = queued(mill, "Knit in", one, minute=1)
    assert replayed(tablet, init) == ["applied"]
    assert ParkedScan.objects.get().state == "applied"
    assert replayed(tablet, split) == ["applied"]
    assert fresh(one).ending == "consumed"


def test_a_scan_at_another_station_wakes_what_waits(mill: Mill, tablet: Actor) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    split = queued(mill, "Sorting", one, firsts="60")
    assert replayed(tablet, split) == ["waiting"]
    scans_wake(scan_id=mill.scan("Knit in", one).id, actor=mill.plant.actor)
    assert ParkedScan.objects.get().state == "applied"


def test_results_without_a_code_are_named_by_their_scan(mill: Mill, tablet: Actor) -> None:
    one, two = sorting(mill)
    left = queued(mill, "Sorting", one, minute=1, firsts="55", seconds="5")
    right = queued(mill, "Sorting", two, minute=2, firsts="60")
    merge = queued(mill, "Boxes", f"scan:{left.id}/firsts", f"scan:{right.id}", minute=3)
    assert replayed(tablet, merge) == ["waiting"]
    assert replayed(tablet, right) == ["applied"]
    assert ParkedScan.objects.get().waits_for == [f"scan:{left.id}"]
    assert replayed(tablet, left) == ["applied"]
    boxed = results(Scan.objects.get(id=merge.id))["firsts"]
    assert (boxed.firsts, boxed.ending) == (D(115), "finished")


def test_a_chain_that_comes_backwards_unrolls_at_once(mill: Mill, tablet: Actor) -> None:
    _order, (one, two) = mill.released(D(120), D(60))
    ids = [uuid7() for _n in range(5)]
    facts = [
        queued(mill, "Knit in", one, id=ids[0]),
        queued(mill, "Knit in", two, id=ids[1]),
        queued(mill, "Sorting", one, id=ids[2], firsts="60"),
        queued(mill, "Sorting", two, id=ids[3], firsts="60"),
        queued(mill, "Boxes", f"scan:{ids[2]}", f"scan:{ids[3]}", id=ids[4]),
    ]
    states = [replayed(tablet, fact) for fact in reversed(facts)]
    assert [state for (state,) in states[:3]] == ["waiting"] * 3
    assert not ParkedScan.objects.exclude(state="applied").exists()
    assert Scan.objects.filter(id__in=ids).count() == 5


def test_two_scans_of_one_label_keep_their_order(mill: Mill, tablet: Actor) -> None:
    """The second closes what is left: before the first it would take everything."""
    one, _two = sorting(mill)
    first = queued(mill, "Sorting", one, minute=1, firsts="30")
    second = queued(
        mill, "Sorting", one, minute=2, firsts="20", closes_source=True, reason="end of the box",
        after=first.id,
    )  # fmt: skip
    assert replayed(tablet, second) == ["waiting"]
    assert replayed(tablet, first) == ["applied"]
    assert fresh(one).state == "closed"
    assert Scan.objects.filter(id__in=[first.id, second.id]).count() == 2


def test_a_real_conflict_goes_to_the_inbox_with_its_facts(mill: Mill, tablet: Actor) -> None:
    one, _two = sorting(mill)
    fact = queued(mill, "Knit in", one)
    (outcome,) = scans_replay(facts=[fact], actor=tablet)
    assert (outcome.state, outcome.trouble.code) == ("conflict", "already_scanned")
    told = parked_get(parked_id=fact.id, actor=mill.plant.actor)
    assert told.trouble.sentence().startswith(f"{one.code} stands at Knit already")
    assert told.trouble.advice() == "Take it to the next station."
    assert (told.station, told.labels) == ("Knit in", (one.code,))
    assert conflicts_count(actor=mill.plant.actor) == 1
    assert Entry.objects.filter(verb="parked_scan.conflict", record_id=str(fact.id)).count() == 1


def test_who_passed_a_station_already_never_waits_for_it(mill: Mill, tablet: Actor) -> None:
    one, _two = sorting(mill)
    child = results(mill.scan("Sorting", one, firsts=D(60)))["firsts"]
    assert replayed(tablet, queued(mill, "Sorting", child, firsts="10")) == ["conflict"]


POISON: list[dict[str, Any]] = [
    {"labels": []},
    {"labels": ["x"] * 201},
    {"labels": ["\ud800"]},
    {"labels": "B0012"},
    {"labels": [7]},
    {"labels": ["https://example.org/evil"]},
    {"labels": ["A" * 4096]},
    {"labels": ["scan:nothing"]},
    {"station_id": 10**9},
    {"station_id": 10**30},
    {"station_id": True},
    {"station_id": None},
    {"firsts": "NaN"},
    {"firsts": "1e400"},
    {"firsts": 1.5},
    {"firsts": "-5"},
    {"firsts": "0.0001"},
    {"machine_id": 10**9},
    {"operator_id": 10**9},
    {"is_checked": "yes"},
    {"reason": "x" * 201},
    {"reason": "\0"},
    {"spin": 1},
]


@pytest.mark.parametrize("poison", POISON, ids=lambda one: str(one)[:30])
def test_poison_is_kept_and_the_rest_goes_on(
    mill: Mill, tablet: Actor, poison: dict[str, Any]
) -> None:
    one, _two = sorting(mill)
    good = queued(mill, "Sorting", one, minute=2, firsts="20")
    bad = QueuedScan(uuid7(), {**good.body, **poison}, good.device_at)
    if "\\ud800" in repr(poison) or "\0" in str(poison):
        bad = QueuedScan(uuid7(), {**good.body, "labels": ["scan:\ufffd"]}, good.device_at)
    assert replayed(tablet, bad, good) == ["conflict", "applied"]
    assert fresh(one).remaining == D(40)
    assert ParkedScan.objects.get().id == bad.id


def test_the_same_id_with_other_words_has_no_effect(mill: Mill, tablet: Actor) -> None:
    one, two = sorting(mill)
    fact = queued(mill, "Sorting", one, firsts="20")
    other = queued(mill, "Sorting", two, firsts="20", id=fact.id)
    assert replayed(tablet, fact) == ["applied"]
    (outcome,) = scans_replay(facts=[other], actor=tablet)
    assert (outcome.state, outcome.trouble.code) == ("conflict", "id_already_used")
    assert fresh(two).remaining == D(60)
    assert replayed(tablet, fact) == ["applied"]


@pytest.mark.parametrize(
    "at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), None]
)
def test_a_wrong_clock_is_kept_and_the_server_says_when(
    mill: Mill, tablet: Actor, at: datetime | None
) -> None:
    one, _two = sorting(mill)
    fact = QueuedScan(uuid7(), queued(mill, "Sorting", one, firsts="20").body, at)
    assert replayed(tablet, fact) == ["applied"]
    scan = Scan.objects.get(id=fact.id)
    assert scan.entry.device_at == at
    assert abs(scan.at - clock.now()) < timedelta(minutes=1)


def test_after_a_day_what_waits_goes_to_the_inbox(mill: Mill, tablet: Actor) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    fact = queued(mill, "Sorting", one, firsts="60")
    assert replayed(tablet, fact) == ["waiting"]
    assert parked_sweep(actor=mill.plant.actor) == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        assert parked_sweep(actor=mill.plant.actor) == 0
    assert ParkedScan.objects.get().state == "conflict"
    assert replayed(tablet, fact) == ["conflict"]
    mill.scan("Knit in", one)
    assert conflict_retry(parked_id=fact.id, actor=mill.plant.actor).state == "applied"


def test_the_sweep_posts_what_nobody_woke(mill: Mill, tablet: Actor) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    assert replayed(tablet, queued(mill, "Sorting", one, firsts="60")) == ["waiting"]
    mill.scan("Knit in", one)
    assert parked_sweep(actor=mill.plant.actor) == 0
    assert ParkedScan.objects.get().state == "applied"


# The answers of the inbox


def in_conflict(mill: Mill, tablet: Actor) -> tuple[Batch, QueuedScan]:
    one, _two = sorting(mill)
    mill.scan("Sorting", one, firsts=D(50))
    fact = queued(mill, "Sorting", one, firsts="20")
    assert replayed(tablet, fact) == ["conflict"]
    return one, fact


def test_a_scan_is_applied_with_another_quantity(mill: Mill, tablet: Actor) -> None:
    one, fact = in_conflict(mill, tablet)
    with pytest.raises(MoreThanRemains):
        conflict_retry(parked_id=fact.id, actor=mill.plant.actor)
    assert ParkedScan.objects.get().tries == 2
    row = conflict_apply(parked_id=fact.id, changes={"firsts": D(10)}, actor=mill.plant.actor)
    assert (row.state, row.decided_by) == ("applied", mill.plant.actor.label)
    assert fresh(one).state == "closed"
    assert Scan.objects.get(id=fact.id).entry.device == "Tablet"
    assert replayed(tablet, fact) == ["applied"]  # the device may send it for ever
    with pytest.raises(AlreadyAnswered):
        conflict_retry(parked_id=fact.id, actor=mill.plant.actor)


def test_more_than_there_were_is_accepted_as_a_gain(mill: Mill, tablet: Actor) -> None:
    one, fact = in_conflict(mill, tablet)
    conflict_apply(parked_id=fact.id, changes={"accept_gain": True}, actor=mill.plant.actor)
    assert fresh(one).gained == D(10)


def test_a_scan_is_dropped_with_a_reason_and_stays_readable(mill: Mill, tablet: Actor) -> None:
    one, fact = in_conflict(mill, tablet)
    for empty in ("", "  "):
        with pytest.raises(DropReasonNeeded):
            conflict_drop(parked_id=fact.id, reason=empty, actor=mill.plant.actor)
    conflict_drop(parked_id=fact.id, reason="counted twice", actor=mill.plant.actor)
    row = ParkedScan.objects.get()
    assert (row.state, row.decision) == ("dropped", "counted twice")
    assert replayed(tablet, fact) == ["dropped"]
    assert fresh(one).remaining == D(10)
    assert Entry.objects.get(verb="parked_scan.drop").reason == "counted twice"
    with pytest.raises(AlreadyAnswered):
        conflict_drop(parked_id=fact.id, reason="again", actor=mill.plant.actor)


def test_what_waited_for_a_dropped_scan_waits_no_more(mill: Mill, tablet: Actor) -> None:
    one, fact = in_conflict(mill, tablet)
    behind = queued(mill, "Sorting", one, minute=9, firsts="5", after=fact.id)
    boxed = queued(mill, "Boxes", f"scan:{fact.id}", f"scan:{behind.id}")
    assert replayed(tablet, behind, boxed) == ["waiting", "waiting"]
    conflict_drop(parked_id=fact.id, reason="counted twice", actor=mill.plant.actor)
    states = dict(ParkedScan.objects.values_list("id", "state"))
    assert states == {fact.id: "dropped", behind.id: "applied", boxed.id: "conflict"}


def test_what_was_on_hold_is_tried_again(mill: Mill, tablet: Actor) -> None:
    one, _two = sorting(mill)
    BatchHold.objects.create(batch=one, reason="shade", placed_by="Ana")
    fact = queued(mill, "Sorting", one, firsts="60")
    assert replayed(tablet, fact) == ["conflict"]
    BatchHold.objects.update(released_at=clock.now(), released_by="Ana")
    assert conflict_retry(parked_id=fact.id, actor=mill.plant.actor).state == "applied"


def test_only_who_may_decides(mill: Mill, tablet: Actor) -> None:
    _one, fact = in_conflict(mill, tablet)
    nobody = Actor(user_id=None, label="x")
    for call in (
        lambda: conflict_retry(parked_id=fact.id, actor=tablet),
        lambda: conflict_apply(parked_id=fact.id, changes={}, actor=tablet),
        lambda: conflict_drop(parked_id=fact.id, reason="x", actor=tablet),
        lambda: scans_replay(facts=[fact], actor=nobody),
    ):
        with pytest.raises(Forbidden):
            call()
    with pytest.raises(ParkedScanNotFound):
        conflict_drop(parked_id=uuid7(), reason="x", actor=mill.plant.actor)


def test_outcomes_come_in_the_order_of_the_facts(mill: Mill, tablet: Actor) -> None:
    _order, (one, two) = mill.released(D(120), D(60))
    facts = [
        queued(mill, "Sorting", two, minute=1, firsts="60"),
        queued(mill, "Knit in", one, minute=2),
        queued(mill, "Knit in", two, minute=3),
    ]
    outcomes = scans_replay(facts=facts, actor=tablet)
    assert [one.id for one in outcomes] == [fact.id for fact in facts]
    assert outcomes[0] == Outcome(facts[0].id, "applied")
