"""Two, eight and 32 operators at one batch: exactly one is first, the others are told who was.

Every crowd meets 200 times (``RUNWRIGHT_RACE_ROUNDS``), in five ways to meet;

    RUNWRIGHT_RACE_ROUNDS=1000 pytest -n0 tests/faults/test_scan_races.py

lets it meet 200 times in each of them.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from runwright.engineering.models import Bom
from runwright.kernel.errors import Conflict
from runwright.kernel.ids import uuid7
from runwright.production.errors import AlreadyScanned
from runwright.production.models import Batch, Order, Run, Scan
from runwright.production.services.runs.releases import RunRow, run_create, run_extend
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from tests.faults.crowd import Crowd, made, refusals
from tests.stories.mill import Mill, results, scanning_mill
from tests.stories.plant import D

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WAYS = 5
ROUNDS = int(os.environ.get("RUNWRIGHT_RACE_ROUNDS", "200")) // WAYS
PIECES = D(6)


@pytest.fixture
def mill() -> Iterator[Mill]:
    mill = scanning_mill()
    mill.station("Walk", "move", "Inspect")
    mill.plant.receive("YARN", D(10_000), lot_number="Y2")
    mill.plant.receive("BOX", D(10_000))
    yield mill
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture(params=[2, 8, 32])
def crowd(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with Crowd(request.param) as crowd:
        yield crowd


def batches(mill: Mill, count: int) -> list[Batch]:
    return mill.released(PIECES * count, PIECES)[1]


def begun(mill: Mill, count: int) -> list[Batch]:
    found = batches(mill, count)
    for batch in found:
        mill.scan("Knit in", batch)
    return found


def one_wins(crowd: Crowd, works: Sequence[Callable[[], Scan]]) -> list[Conflict]:
    """Let all go at once; what those who were late are told: who was first, and when."""
    before = Scan.objects.count()
    answers = crowd.at_once(works)
    (winner,), late = list(made(answers)), refusals(answers)
    assert Scan.objects.count() == before + 1
    for refusal in late:
        assert isinstance(refusal, Conflict), refusal
        assert refusal.facts.get("who") == winner.entry.actor_label, repr(refusal)
        assert refusal.facts["at"] != "-", repr(refusal)
    return late


def test_many_begin_one_batch(mill: Mill, crowd: Crowd) -> None:
    for batch in batches(mill, ROUNDS):
        late = one_wins(crowd, [lambda b=batch: mill.scan("Knit in", b)] * crowd.size)
        assert {type(refusal) for refusal in late} == {AlreadyScanned}


def test_many_move_one_batch(mill: Mill, crowd: Crowd) -> None:
    for batch in begun(mill, ROUNDS):
        one_wins(crowd, [lambda b=batch: mill.scan("Walk", b)] * crowd.size)


def test_many_sort_what_remains(mill: Mill, crowd: Crowd) -> None:
    for batch in begun(mill, ROUNDS):
        mill.scan("Sorting", batch, firsts=D(2))
        one_wins(
            crowd, [lambda b=batch: mill.scan("Sorting", b, firsts=D(3), waste=D(1))] * crowd.size
        )


def test_many_merge_what_others_merge(mill: Mill, crowd: Crowd) -> None:
    """Every set holds the first batch; half of them one of the others, half the other one."""
    ready = [results(mill.scan("Walk", b))["firsts"] for b in begun(mill, 3 * ROUNDS)]
    for first, *others in zip(ready[::3], ready[1::3], ready[2::3], strict=True):
        sets = [(first, others[n % 2]) for n in range(crowd.size)]
        one_wins(crowd, [lambda s=one: mill.scan("Boxes", *s) for one in sets])


def test_taking_back_the_first_scan_waits_for_one_of_another_order(mill: Mill) -> None:
    """A scan leaves a run with many batches to begin as it is; so the run goes back to pending
    only when nobody is in the middle of one."""
    sock = mill.plant.items["SOCK"].id
    Bom.objects.filter(item_id=sock).update(mode="manual")  # no goods are locked
    run = run_create(rows=[RunRow(sock, PIECES, 150)], actor=mill.plant.actor)
    run_extend(run_id=run.id, rows=[RunRow(sock, PIECES, 150)], actor=mill.plant.actor)
    one, other = (order.batches.order_by("id")[0] for order in orders_in(run))
    first, scanned = mill.scan("Knit in", one), Event()

    def scan_slowly() -> None:
        try:
            with transaction.atomic():
                mill.scan("Knit in", other)
                scanned.set()
                sleep(0.5)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(scan_slowly)
        assert scanned.wait(10)
        scan_undo(scan_id=first.id, actor=mill.plant.actor, reason="wrong")
        slow.result()
    run.refresh_from_db()
    assert run.state == "in_progress"


def orders_in(run: Run) -> list[Order]:
    return list(Order.objects.filter(batches__run=run).distinct().order_by("id"))


def test_all_send_the_same_scan(mill: Mill, crowd: Crowd) -> None:
    for batch in batches(mill, ROUNDS):
        key, before = uuid7(), Scan.objects.count()
        answers = crowd.at_once([lambda b=batch, k=key: mill.scan("Knit in", b, id=k)] * crowd.size)
        assert ({scan.id for scan in made(answers)}, refusals(answers)) == ({key}, [])
        assert Scan.objects.count() == before + 1
