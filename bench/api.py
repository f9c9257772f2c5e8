"""What the API takes one client: a list of orders, a write, a thousand items by one call.

    python -m bench.api --home FOLDER [--turns 200]

Targets on 2 cores: a list of 100 orders p95 <= 60 ms, a write p95 <= 50 ms, 1 000 items <= 3 s.
Prints the median and the 95th percentile in milliseconds, and the processor time a call of the
server and the database took, which busy neighbours change less.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench.orders import Client, shop_of
from bench.program import Program


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--port", type=int, default=18475)
    options = parser.parse_args()
    program = Program(options.home)
    try:
        program.verb("migrate", "--quiet")
        shop = shop_of(program, 10, 1)
        with program.serving(options.port, "--workers", "1") as visitor:
            measure(Client(0, shop, options.port, 0), visitor.processor, options.turns)
    finally:
        program.stop_database()


def measure(client: Client, processor: Callable[[], float], turns: int) -> None:
    """Call the three ways, one after the other, and print the lines of the table."""
    product = client.products[0]
    order = {"item_id": product, "quantity": "10"}
    client.post("", "/bulk/orders", {"rows": [order] * 1000})
    stamp = time.time_ns()

    def thousand(turn: int) -> None:
        rows = [
            {"code": f"{stamp}-{turn}-{n}", "name": "Item", "kind": "material", "unit_id": 1}
            for n in range(1000)
        ]
        client.post("", "/bulk/items", {"rows": rows})

    ways: dict[str, tuple[int, Callable[[int], object]]] = {
        "list of 100 orders": (turns, lambda turn: client.get("/orders?limit=100")),
        "make an order": (turns, lambda turn: client.post("", "/orders", order)),
        "1 000 items by one call": (5, thousand),
    }
    for words, (count, call) in ways.items():
        print(row(words, count, call, processor), flush=True)


def row(
    words: str, count: int, call: Callable[[int], object], processor: Callable[[], float]
) -> str:
    """What one way took, as a line of the table; the first call warms up."""
    call(count)
    times, spent = [], processor()
    for turn in range(count):
        begun = time.perf_counter()
        call(turn)
        times.append(1000 * (time.perf_counter() - begun))
    own = 1000 * (processor() - spent) / count
    p95 = sorted(times)[int(count * 0.95)]
    return f"| {words} | {statistics.median(times):.0f} ms | {p95:.0f} ms | {own:.0f} ms |"


if __name__ == "__main__":
    main()
