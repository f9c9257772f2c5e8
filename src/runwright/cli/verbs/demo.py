"""``runwright demo``: the demo factory, written through the services."""

import argparse
import importlib
import importlib.util
import os

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Fill an empty database with the demo factory; a second time does nothing."


def run(options: argparse.Namespace) -> int:
    if importlib.util.find_spec("runwright.demo") is None:
        return 0
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    from runwright.cli.ground import attempt

    return attempt(build)


def build(actor: Actor) -> None:
    importlib.import_module("runwright.demo.services").demo_create(actor=actor)
