"""How long a trace takes among a million links, and the pages of a run of 5 000 batches.

    python -m bench.trace --home FOLDER [--links 1000000] [--batches 5000]

Fills a data home of its own by COPY: lines of batches twenty links deep, each of which splits and
merges again on its way, and one run of many parallel batches. Prints medians and the slowest.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from bench.program import Program

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
DEPTH = 20
ROUNDS = 9
AT = datetime(2026, 11, 2, 6, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--batches", type=int, default=5_000)
    options = parser.parse_args()
    if INSIDE in os.environ:
        measure(options.links, options.batches)
        return
    program = Program(options.home)
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    try:
        program.verb("migrate", "--quiet")
        words = [sys.executable, "-m", "bench.trace", *sys.argv[1:]]
        subprocess.run(words, env=program.environment | own, check=True)
    finally:
        program.stop_database()


def measure(links: int, batches: int) -> None:
    """Fill the data home and print what each question took."""
    import django

    django.setup()
    from runwright.people.actor import system_actor
    from runwright.production.selectors.genealogy import batch_graph, run_graph
    from runwright.production.selectors.runs import run_get, run_steps
    from runwright.production.selectors.traces import batch_trace, lot_trace
    from runwright.reports.flow.cards import flow_of
    from runwright.reports.selectors import list_page

    actor = system_actor("bench")
    lines = Lines(links)
    lines.fill()
    wide = lines.wide(batches)
    first, last, lot = lines.sample()
    say = f"| {links} links, depth {DEPTH} | "
    _print(say + "batch, ahead and back", lambda: batch_trace(batch_id=first, actor=actor))
    _print(say + "batch at the end", lambda: batch_trace(batch_id=last, actor=actor))
    _print(say + "supplier's lot", lambda: lot_trace(lot_id=lot, actor=actor))
    _print(say + "graph ± 2", lambda: batch_graph(batch_id=first, levels=2, actor=actor))
    run = f"| run of {batches} batches | "
    _print(run + "figures and steps", lambda: (run_get(run_id=wide, actor=actor),
                                               run_steps(run_id=wide, actor=actor)))  # fmt: skip
    number = {"run": ["WIDE"], "size": ["50"]}
    _print(run + "a page of its batches",
           lambda: list_page(name="batches", given=number, actor=actor))  # fmt: skip
    _print(
        run + "diagram, parallel batches together",
        lambda: flow_of(run_graph(run_id=wide, actor=actor), collapsed=True).spots,
    )
    _print(
        run + "diagram, each batch apart",
        lambda: flow_of(run_graph(run_id=wide, actor=actor), collapsed=False).spots,
    )


def _print(words: str, question: Callable[[], Any]) -> None:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        question()
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{words} | {median(times):.0f} ms | slowest {max(times):.0f} ms |", flush=True)


class Lines:
    """Lines of batches: one splits into two, which merge again, twenty links deep, from a lot."""

    def __init__(self, links: int) -> None:
        from bench.shop import _shop
        from runwright.people.actor import system_actor
        from runwright.production.services import OrderDraft, order_create

        self.actor = system_actor("bench")
        (item,) = _shop(1, 1, 1)
        draft = OrderDraft(item_id=item, quantity=Decimal(1_000_000))
        self.order = order_create(draft=draft, actor=self.actor)
        self.count = links // (2 * DEPTH)
        self.batches = DEPTH // 2 * 3 + 1

    def fill(self) -> None:
        """Write everything by COPY, and let the planner look at it."""
        from django.db import connection

        from runwright.journal.services import Subject, entry_record
        from runwright.kernel.ids import uuid7
        from runwright.production.models import Run

        self.entry = entry_record(
            actor=self.actor, verb="bench", subject=Subject("run", "1", "bench")
        ).id
        self.run = Run.objects.create(number="LINES").id
        self.scan = uuid7()
        self._copy("production_batch", BATCH, self._batches())
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(id) FROM production_batch WHERE run_id = %s", [self.run])
            self.base = cursor.fetchone()[0]
        scan = (self.scan, self.entry, "split", self.order.id, self.base, AT)
        self._copy("production_scan", SCAN, [scan])
        self._copy("production_batchlink", LINK, self._links())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _batches(self) -> Iterator[tuple[Any, ...]]:
        for line in range(self.count):
            for place in range(self.batches):
                yield (f"L{line:06}{place:02}"[:16], self.run, self.order.id, not place, 60, 0, 0,
                       60, "closed", "consumed", "", "10", AT)  # fmt: skip

    def _links(self) -> Iterator[tuple[Any, ...]]:
        from runwright.kernel.ids import uuid7

        for line in range(self.count):
            start = self.base + line * self.batches
            for step in range(DEPTH // 2):
                one, left, right, end = (start + 3 * step + n for n in range(4))
                for source, result in ((one, left), (one, right), (left, end), (right, end)):
                    yield (uuid7(), self.entry, self.scan, source, result, "firsts", 30)

    def wide(self, batches: int) -> int:
        """A run of many parallel batches, each of which went on once."""
        from django.db import connection

        from runwright.kernel.ids import uuid7
        from runwright.production.models import Run

        run = Run.objects.create(number="WIDE")
        half = batches // 2
        rows = ((f"W{n:08}", run.id, self.order.id, n < half, 60, 0, 0, 60 if n < half else 0,
                 "closed" if n < half else "scanned", "consumed" if n < half else "", "",
                 "10" if n < half else "10 20", AT) for n in range(batches))  # fmt: skip
        self._copy("production_batch", BATCH, rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(id) FROM production_batch WHERE run_id = %s", [run.id])
            base = cursor.fetchone()[0]
        links = ((uuid7(), self.entry, self.scan, base + n, base + half + n, "firsts", 60)
                 for n in range(half))  # fmt: skip
        self._copy("production_batchlink", LINK, links)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return run.id

    def sample(self) -> tuple[int, int, int]:
        """A batch at the begin of a line, the one at its end, and a lot that went into it."""
        from runwright.production.models import Batch
        from runwright.stock.models import Lot

        first = self.base + self.count // 2 * self.batches
        last = first + self.batches - 1
        lot = Lot.objects.create(item_id=self.order.item_id, number="END", supplier_lot="S")
        Batch.objects.filter(id=last).update(lot=lot)
        return first, last, lot.id

    def _copy(self, table: str, columns: str, rows: Iterator[Any] | Sequence[Any]) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            # What is written here is consistent: keys need not be looked up row by row.
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET session_replication_role = replica")
            inner = cursor.cursor
            with inner.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SET session_replication_role = origin")


BATCH = (
    "code, run_id, order_id, is_planned, firsts, seconds, gained, taken, state, ending, "
    "ending_reason, passed, created_at"
)
SCAN = "id, entry_id, kind, order_id, batch_id, at"
LINK = "id, entry_id, scan_id, source_id, result_id, grade, quantity"

if __name__ == "__main__":
    main()
