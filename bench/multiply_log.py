"""Write a shop-floor log many times over, each copy with order numbers of its own.

    python bench/multiply_log.py LOG.csv 100 big.csv

Times, machines, parts and workers stay as they are, so a hundred copies are a hundred times the
bookings on the same machines.
"""

import csv
import sys
from pathlib import Path


def multiply_log(*, source: Path, times: int, target: Path, column: str = "Case ID") -> int:
    """Write ``times`` copies of ``source`` to ``target``; return the number of data rows."""
    with source.open(newline="", encoding="utf-8-sig") as stream:
        header, *rows = csv.reader(stream)
    place = header.index(column)
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        for copy in range(times):
            mark = f" #{copy + 1:03}"
            writer.writerows([*row[:place], row[place] + mark, *row[place + 1 :]] for row in rows)
    return times * len(rows)


if __name__ == "__main__":
    source, times, target = sys.argv[1:]
    print(multiply_log(source=Path(source), times=int(times), target=Path(target)), "rows")
