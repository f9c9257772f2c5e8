"""How long the labels of a large run take as one file, and one label for a printer.

    python -m bench.labels --home FOLDER [--batches 5000]

Counts the labels of all batches of a run and reads their file, as pages and as sheets of A4, tags
and travellers; then queues and draws single labels as a scan and the worker do. Prints the lines of
the table. The run is written past its services: what is measured is printing.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.program import Program

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
SINGLES = 100
WISHES = (
    {"way": "pages", "kind": "tag", "size": "1x4"},
    {"way": "pages", "kind": "traveller", "size": "2x4"},
    {"way": "sheets", "kind": "traveller", "size": "2x4"},
    {"way": "zpl", "kind": "traveller", "size": "2x4"},
)


@dataclass(frozen=True)
class Took:
    """Seconds of wall clock, and of this process's processor: the truer on a shared machine."""

    wall: float
    processor: float

    def told(self, count: int = 0) -> str:
        """In seconds, or in milliseconds for each of ``count``."""
        times, unit = (1000 / count, "ms") if count else (1, "s")
        return f"{self.wall * times:.1f} {unit} ({self.processor * times:.1f} of processor)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=5000)
    options = parser.parse_args()
    if INSIDE in os.environ:
        measure(options.batches)
        return
    program = Program(options.home)
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    try:
        program.verb("migrate", "--quiet")
        words = [sys.executable, "-m", "bench.labels", *sys.argv[1:]]
        subprocess.run(words, env=program.environment | own, check=True)
    finally:
        program.stop_database()


def measure(count: int) -> None:
    """Make the run, and print what its labels take."""
    import django

    django.setup()
    from runwright.people.actor import system_actor

    actor, run_id, batch_ids = system_actor("bench"), *_run(count)
    for wish in WISHES:
        _file(actor, run_id, wish)
    _singles(actor, batch_ids[:SINGLES])


def _run(count: int) -> tuple[int, list[int]]:
    from bench.shop import _shop
    from runwright.company.services import company_set
    from runwright.kernel.codes import code_of
    from runwright.people.actor import system_actor
    from runwright.production.models import Batch, Run
    from runwright.production.services import OrderDraft, order_confirm, order_create, order_plan

    (product,) = _shop(1, 3, 6)
    draft = OrderDraft(item_id=product, quantity=Decimal(60 * count))
    actor = system_actor("bench")
    company_set(name="Bench", shortage_plan="allow", actor=actor)
    order = order_create(draft=draft, actor=actor)
    order_confirm(order_id=order.id, actor=actor)
    order_plan(order_id=order.id, actor=actor)
    run = Run.objects.create(number="RUN-BENCH")
    batches = [
        Batch(code=code_of(number), run=run, order=order, is_planned=True, firsts=Decimal(60))
        for number in range(100_000, 100_000 + count)
    ]
    return run.id, [batch.id for batch in Batch.objects.bulk_create(batches)]


def _file(actor: Any, run_id: int, wish: dict[str, str]) -> None:
    from runwright.labels.files import print_file
    from runwright.labels.services import run_labels_record

    asked, key = _timed(lambda: run_labels_record(run_id=run_id, actor=actor, **wish))
    read, file = _timed(lambda: print_file(print_id=key, actor=actor))
    print(
        f"| labels as {' '.join(wish.values())} | {asked.told()} to count | {read.told()}"
        f" | {len(file.content) / 1e6:.1f} MB |",
        flush=True,
    )


def _singles(actor: Any, batch_ids: list[int]) -> None:
    from runwright.labels.files import job_zpl
    from runwright.labels.services import batch_labels_print, printer_create

    printer = printer_create(name="Bench", host="127.0.0.1", actor=actor)
    jobs: list[Any] = []
    asked, _ = _timed(
        lambda: [
            jobs.extend(batch_labels_print(batch_ids=[key], printer_id=printer.id, actor=actor))
            for key in batch_ids
        ]
    )
    drawn, _ = _timed(lambda: [job_zpl(job) for job in jobs])
    count = len(batch_ids)
    print(f"| one label for a printer | {asked.told(count)} to queue | {drawn.told(count)} |")


def _timed(work: Callable[[], Any]) -> tuple[Took, Any]:
    begun, worked = time.monotonic(), time.process_time()
    result = work()
    return Took(time.monotonic() - begun, time.process_time() - worked), result


if __name__ == "__main__":
    main()
