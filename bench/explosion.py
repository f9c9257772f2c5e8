"""Explosion of product structures: ``python -m bench.explosion``.

The dense structure has 26 items, 169 lines and 16 781 312 ways down; the deep one 10 000 lines in
12 levels. Median and slowest of twenty runs, in milliseconds.
"""

import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from runwright.planning.explosion import Tree, explode  # noqa: E402
from tests.planning.structures import deep, dense, diamond  # noqa: E402

RUNS = 20


def measured(name: str, work: Callable[[], object]) -> str:
    """A row of the table of results."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return f"| {name} | {median(taken):.2f} ms | {max(taken):.2f} ms |"


def main() -> None:
    """Measure and print."""
    tower, wide, one = dense(), deep(), Fraction(1)
    tops = dict.fromkeys(range(84), one)
    ways = diamond()
    print("| What | Median | Slowest |\n|---|---|---|")
    print(measured("26 items, 169 lines", lambda: explode(recipes=tower, demand={0: one})))
    print(measured("10 000 lines, 12 levels", lambda: explode(recipes=wide, demand=tops)))
    far = measured(
        "50 indented rows in the middle of 2^31",
        lambda: Tree(ways, 0, one).rows(start=2**30, count=50),
    )
    print(far)


if __name__ == "__main__":
    main()
