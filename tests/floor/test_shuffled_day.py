"""A valid day of scans, shuffled and sent again and again: the same end state, nothing lost."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan, draft_of
from runwright.floor.services import scans_replay
from runwright.journal.rows import answer
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.models import Batch, Scan
from runwright.production.services.runs.scans import scan_post
from runwright.reports.doctor import examine
from tests.stories.mill import Mill, scanning_mill

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 22, 6, tzinfo=UTC)
LOT = D(12)
SENT_AT_MOST = 5


class Day:
    """Scans as the devices queue them: what comes out of one is named by it."""

    def __init__(self, mill: Mill, chance: random.Random) -> None:
        self.mill, self.chance = mill, chance
        self.facts: list[QueuedScan] = []

    def scan(self, station: str, *labels: str, after: UUID | None = None, **said: Any) -> UUID:
        body = {"station_id": self.mill.stations[station].id, "labels": [*labels], **said}
        at = MORNING + timedelta(seconds=30 * len(self.facts))
        fact = QueuedScan(uuid7(), body, at, after)
        self.facts.append(fact)
        return fact.id

    def order(self, batches: int) -> None:
        """Every batch is knitted and sorted, in one go or in two, and boxed with others."""
        _order, made = self.mill.released(LOT * batches, LOT)
        sorted_out = [label for batch in made for label in self._sorted(batch)]
        self.chance.shuffle(sorted_out)
        while len(sorted_out) > 1:
            count = min(len(sorted_out), self.chance.randint(2, 4))
            boxed, sorted_out = sorted_out[:count], sorted_out[count:]
            self.scan("Boxes", *boxed)

    def _sorted(self, batch: Batch) -> Iterator[str]:
        self.scan("Knit in", batch.code)
        if self.chance.random() < 0.5:
            yield f"scan:{self.scan('Sorting', batch.code, **self._grades(12))}/firsts"
            return
        first = self.scan("Sorting", batch.code, **self._grades(5))
        yield f"scan:{first}/firsts"
        rest = {"closes_source": True, "reason": "the rest is lost"}
        more = rest if self.chance.random() < 0.5 else {}
        second = self.scan("Sorting", batch.code, after=first, **self._grades(4), **more)
        yield f"scan:{second}"

    def _grades(self, total: int) -> dict[str, str]:
        seconds, waste = self.chance.randint(0, 1), self.chance.randint(0, 2)
        said = {"firsts": total - seconds - waste, "seconds": seconds, "waste": waste}
        return {name: str(count) for name, count in said.items() if count}


STATE = """
WITH name AS (
    SELECT b.id, coalesce(min(l.scan_id::text || '/' || l.grade), b.code) AS name
    FROM production_batch b LEFT JOIN production_batchlink l ON l.result_id = b.id
    GROUP BY b.id
), told(line) AS (
    SELECT concat_ws(' ', 'batch', n.name, b.firsts, b.seconds, b.gained, b.taken, b.state,
                     b.ending, b.passed)
    FROM production_batch b JOIN name n ON n.id = b.id
    UNION ALL
    SELECT concat_ws(' ', 'link', s.name, r.name, l.grade, l.quantity)
    FROM production_batchlink l JOIN name s ON s.id = l.source_id
    LEFT JOIN name r ON r.id = l.result_id
    UNION ALL
    SELECT concat_ws(' ', 'work', order_id, sequence, firsts, seconds, waste, released, state)
    FROM production_workorder
    UNION ALL
    SELECT concat_ws(' ', 'order', number, state, firsts, seconds, waste) FROM production_order
    UNION ALL
    SELECT concat_ws(' ', 'run', number, state) FROM production_run
    UNION ALL
    SELECT concat_ws(' ', 'stock', b.item_id, b.grade, p.kind, p.code, sum(b.quantity))
    FROM stock_balance b JOIN stock_place p ON p.id = b.place_id
    GROUP BY b.item_id, b.grade, p.kind, p.code
    UNION ALL
    SELECT concat_ws(' ', 'line', id, consumed, owed) FROM production_materialline
)
SELECT line FROM told ORDER BY line
"""
"""All that stands in the end, in words that no numbering and no clock goes into."""


def end_state() -> list[str]:
    return [line for (line,) in answer(STATE)]


def posted_in_order(facts: list[QueuedScan], actor: Actor) -> list[str]:
    """The end state of the day as it was, which is then taken back."""
    with transaction.atomic():
        for fact in facts:
            scan_post(draft=draft_of(fact.body), actor=actor, id=fact.id)
        state = end_state()
        transaction.set_rollback(True)
    return state


def posted() -> set[UUID]:
    """The scans at stations; the closing of a rest is a fact of its own beside them."""
    return set(Scan.objects.exclude(kind="close").values_list("id", flat=True))


def day_of(mill: Mill, scans: int, chance: random.Random) -> list[QueuedScan]:
    day = Day(mill, chance)
    while len(day.facts) < scans:
        day.order(batches=10)
    return day.facts


@pytest.fixture
def mill() -> Mill:
    mill = scanning_mill()
    mill.plant.receive("YARN", D(100_000), lot_number="Y2")
    mill.plant.receive("BOX", D(100_000))
    return mill


@pytest.mark.parametrize(
    ("scans", "seed"), [(100, 1), (100, 2), pytest.param(1000, 3, marks=pytest.mark.slow)]
)
def test_a_shuffled_day_ends_as_it_was(mill: Mill, scans: int, seed: int) -> None:
    chance = random.Random(seed)
    facts = day_of(mill, scans, chance)
    wanted = posted_in_order(facts, mill.plant.actor)
    assert not Scan.objects.exists()
    sent = [fact for fact in facts for _n in range(chance.randint(1, SENT_AT_MOST))]
    chance.shuffle(sent)
    while sent:
        count = chance.randint(1, 60)
        together, sent = sent[:count], sent[count:]
        outcomes = scans_replay(facts=together, actor=mill.plant.actor)
        assert {one.state for one in outcomes} <= {"applied", "waiting"}
    assert not ParkedScan.objects.exclude(state="applied").exists()
    assert posted() == {fact.id for fact in facts}
    assert end_state() == wanted
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself once a day's work is committed
    assert [str(complaint) for complaint in examine()] == []


def test_what_never_came_is_missed_and_nothing_else(mill: Mill) -> None:
    """One scan in fifty is lost on the way: what hangs on it waits, everything else is posted."""
    chance = random.Random(4)
    facts = day_of(mill, 100, chance)
    lost = {fact.id for fact in chance.sample(facts, 2)}
    sent = [fact for fact in facts if fact.id not in lost]
    chance.shuffle(sent)
    scans_replay(facts=sent, actor=mill.plant.actor)
    waiting = set(ParkedScan.objects.filter(state="waiting").values_list("id", flat=True))
    assert posted() | waiting == {fact.id for fact in sent}
    assert not posted() & waiting
    assert 0 < len(waiting) < 20
    late = [fact for fact in facts if fact.id in lost]
    assert {one.state for one in scans_replay(facts=late, actor=mill.plant.actor)} == {"applied"}
    assert posted() == {fact.id for fact in facts}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [str(complaint) for complaint in examine()] == []
