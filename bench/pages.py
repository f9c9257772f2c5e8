"""How long pages take over real HTTP, with whatever the data home holds.

    python -m bench.pages --home FOLDER [--times 50] [--port 18471]

Prints the median and the 95th percentile of each page for one signed-in visitor, then every
filter and every order of the order list, the slowest first.
"""

import argparse
import statistics
from collections.abc import Callable
from pathlib import Path

from bench.program import Program, Visitor

PAGES = {
    "dashboard, all time": "/?period=all",
    "dashboard, this month": "/?period=this_month",
    "dashboard, the quarter": "/?period=free&from=2012-01-01&to=2012-03-31",
    "dashboard, one month": "/?period=free&from=2012-02-01&to=2012-02-29",
    "orders": "/orders",
    "orders, last page": "/orders?page=10000",
    "work orders": "/work-orders",
    "time bookings": "/bookings",
    "quantity reports": "/reports",
    "machines": "/machines",
    "journal": "/journal",
}
SORTS = ("number", "state", "item", "name", "quantity", "firsts", "waste", "held", "rework",
         "deadline", "started", "ended", "through", "created")  # fmt: skip
FILTERS = ("q=077", "q=cable", "q=case+1", "state=done", "state=in_progress&state=draft",
           "late=yes", "late=no", "open=yes", "history=yes", "rework=yes", "item=PN-1",
           "started_from=2012-02-01&started_to=2012-02-10",
           "active_from=2012-02-01&active_to=2012-02-10", "created_from=2026-01-01")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--port", type=int, default=18471)
    options = parser.parse_args()
    program = Program(options.home)
    try:
        with program.serving(options.port) as visitor:
            measure(visitor, options.times)
    finally:
        program.stop_database()


def measure(visitor: Visitor, times: int) -> None:
    """Print the lines of the table."""
    for name, path in PAGES.items():
        print(row(name, taken(visitor, path, times)), flush=True)
    for told, queries in (("filter", FILTERS), ("order", turned())):
        slowest(visitor, told, queries)


def turned() -> tuple[str, ...]:
    """Every order of the order list, both ways."""
    return tuple(f"sort={minus}{key}" for key in SORTS for minus in ("", "-"))


def taken(visitor: Visitor, path: str, times: int) -> list[float]:
    """Milliseconds of each of ``times`` visits, after two that warm up."""
    visit: Callable[[], float] = lambda: visitor.get(path)[0]  # noqa: E731
    for _ in range(2):
        visit()
    return sorted(visit() for _ in range(times))


def row(name: str, times: list[float]) -> str:
    """One line of the table: median and 95th percentile."""
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"| {name} | {statistics.median(times):.0f} ms | {p95:.0f} ms |"


def slowest(visitor: Visitor, told: str, queries: tuple[str, ...]) -> None:
    """The three slowest questions of their kind, each asked five times."""
    asked = [(taken(visitor, f"/orders?{query}", 5), query) for query in queries]
    asked.sort(key=lambda pair: -statistics.median(pair[0]))
    for times, query in asked[:3]:
        print(row(f"orders, slowest {told}: `{query}`", times), flush=True)


if __name__ == "__main__":
    main()
