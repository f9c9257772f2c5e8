"""How long pages take over real HTTP, with whatever the data home holds.

    python -m bench.pages --home FOLDER [--times 50] [--port 18471]

Prints of each page the median, the 95th percentile and the milliseconds of processor (server and
database together) for one signed-in visitor; then the slowest filters and orders of the order list.
"""

import argparse
import statistics
from dataclasses import dataclass
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
    "quantity reports": "/quantity-reports",
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
        program.verb("migrate", "--quiet")
        with program.serving(options.port) as visitor:
            measure(visitor, options.times)
    finally:
        program.stop_database()


def measure(visitor: Visitor, times: int) -> None:
    """Print the lines of the table."""
    for name, path in PAGES.items():
        print(visits(visitor, path, times).row(name), flush=True)
    for told, queries in (("filter", FILTERS), ("order", turned())):
        slowest(visitor, told, queries)


def turned() -> tuple[str, ...]:
    """Every order of the order list, both ways."""
    return tuple(f"sort={minus}{key}" for key in SORTS for minus in ("", "-"))


@dataclass(frozen=True)
class Visits:
    """Sorted milliseconds of each visit, and milliseconds of processor of one on average."""

    times: list[float]
    processor: float

    def row(self, name: str) -> str:
        """One line of the table."""
        p95 = self.times[min(len(self.times) - 1, int(len(self.times) * 0.95))]
        median = statistics.median(self.times)
        return f"| {name} | {median:.0f} ms | {p95:.0f} ms | {self.processor:.0f} ms |"


def visits(visitor: Visitor, path: str, times: int) -> Visits:
    """Ask for a page ``times`` times, after two that warm up."""
    for _ in range(2):
        visitor.get(path)
    before = visitor.processor()
    taken = sorted(visitor.get(path)[0] for _ in range(times))
    return Visits(taken, 1000 * (visitor.processor() - before) / times)


def slowest(visitor: Visitor, told: str, queries: tuple[str, ...]) -> None:
    """The two slowest questions of their kind, each asked five times."""
    asked = [(visits(visitor, f"/orders?{query}", 5), query) for query in queries]
    asked.sort(key=lambda pair: -pair[0].processor)
    for found, query in asked[:2]:
        print(found.row(f"orders, slowest {told}: `{query}`"), flush=True)


if __name__ == "__main__":
    main()
