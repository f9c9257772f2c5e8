"""How long a log takes to come in, and how much memory.

    python -m bench.imports LOG.csv [--times 100] [--home FOLDER]

Imports the log, repeated ``--times`` times with order numbers of their own, into an empty database
through ``runwright import log``, and prints seconds, seconds of processor (program and database
together) and megabytes. The database stays in ``--home`` for ``bench.pages``.
"""

import argparse
import tempfile
from pathlib import Path

from bench.multiply_log import multiply_log
from bench.program import Program


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument(
        "--home", type=Path, default=Path(tempfile.gettempdir()) / "runwright-bench"
    )
    options = parser.parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    program = Program(options.home)
    log = options.home / f"log-{options.times}.csv"
    rows = multiply_log(source=options.log, times=options.times, target=log)
    try:
        program.verb("migrate", "--quiet")
        done = program.verb("import", "log", str(log))
        print(done.words)
        taken = f"{done.seconds:.1f} s | {done.processor:.1f} s"
        print(f"| import of {rows} rows | {taken} | {done.megabytes:.0f} MB |")
    finally:
        program.stop_database()


if __name__ == "__main__":
    main()
