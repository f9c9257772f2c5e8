"""How long it takes to confirm orders that all compete for the same stock.

    python -m bench.claims --home FOLDER [--orders 500] [--threads 4]

Every order wants the same ten components; what is on hand is enough for half of them, what is
expected for a fifth. Threads with connections of their own confirm them as fast as they can. Prints
the seconds, the slowest confirmation, how many orders are covered, and what the doctor found.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

from bench.program import Program

COMPONENTS = 10
INSIDE = "RUNWRIGHT_BENCH_INSIDE"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--orders", type=int, default=500)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    if INSIDE in os.environ:
        confirm_all(options.orders, options.threads)
        return
    program = Program(options.home)
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    try:
        program.verb("migrate", "--quiet")
        words = [sys.executable, "-m", "bench.claims", *sys.argv[1:]]
        subprocess.run(words, env=program.environment | own, check=True)
    finally:
        program.stop_database()


def confirm_all(count: int, threads: int) -> None:
    """Make the orders, confirm them at once, and print what it took."""
    import django

    django.setup()
    from runwright.reports.doctor import examine
    from runwright.stock.models import Claim, Need

    orders = _orders(count)
    begun = time.monotonic()
    with ThreadPoolExecutor(max_workers=threads) as crowd:
        times = sorted(crowd.map(_confirm, orders))
    taken = time.monotonic() - begun
    covered = Need.objects.filter(waiting_since=None).count() // COMPONENTS
    expected = Claim.objects.filter(balance=None).count() // COMPONENTS
    print(
        f"| {count} orders, {threads} threads | {taken:.1f} s | slowest {1000 * times[-1]:.0f} ms"
        f" | {covered} at hand, {expected} expected | doctor: {len(list(examine()))} findings |"
    )


def _confirm(order_id: int) -> float:
    from runwright.people.actor import system_actor
    from runwright.production.services import order_confirm

    begun = time.monotonic()
    order_confirm(order_id=order_id, actor=system_actor("bench"))
    return time.monotonic() - begun


def _orders(count: int) -> list[int]:
    from django.db import transaction

    from bench.shop import _shop
    from runwright.journal.clock import now
    from runwright.people.actor import system_actor
    from runwright.production.services import OrderDraft, order_create
    from runwright.stock.models import Balance
    from runwright.stock.services import stock_adjust, supply_open

    actor = system_actor("bench")
    (product,) = _shop(1, COMPONENTS, 1)
    each = Decimal(2)
    for balance in Balance.objects.filter(is_storage=True).select_related("place"):
        stock_adjust(
            item_id=balance.item_id, place_id=balance.place_id, reason="scarce", actor=actor,
            difference=each * (count // 2) - balance.quantity,
        )  # fmt: skip
        with transaction.atomic():
            supply_open(
                item_id=balance.item_id, warehouse_id=balance.place.warehouse_id,
                quantity=each * (count // 5), cause="PO", due_at=now(),
            )  # fmt: skip
    draft = OrderDraft(item_id=product, quantity=Decimal(1))
    return [order_create(draft=draft, actor=actor).id for _ in range(count)]


if __name__ == "__main__":
    main()
