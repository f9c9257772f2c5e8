"""``runwright doctor``: recomputes every projection and reports what does not agree."""

import argparse
import os


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--most", type=int, default=1000, help="stop after so many findings")


def run(options: argparse.Namespace) -> int:
    """Look, change nothing; the exit code is 1 when something was found."""
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    from runwright.cli.ground import attempt

    return attempt(lambda actor: examine(options.most))


def examine(most: int) -> int:
    """Print every finding on a line of its own and their number at the end."""
    from runwright.reports import doctor

    found = 0
    for found, complaint in enumerate(doctor.examine(), start=1):
        print(complaint)
        if found == most:
            break
    print(f"{len(doctor.INVARIANTS)} invariants examined, {found} findings")
    return int(found > 0)
