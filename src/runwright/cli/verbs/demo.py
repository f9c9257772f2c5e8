"""``runwright demo``: the demo factory, written through the services."""

import argparse
import os

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Fill an empty database with the demo factory; a second time does nothing."


def run(options: argparse.Namespace) -> int:
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    from runwright.cli.ground import attempt

    return attempt(build)


def build(actor: Actor) -> None:
    """Build the demo factory, its history ending now."""
    from runwright.demo.services import demo_create

    made = demo_create(actor=actor)
    print("The demo factory is built." if made else "The demo factory is there already.")
