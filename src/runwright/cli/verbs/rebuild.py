"""``runwright rebuild``: computes every stored sum anew from the facts."""

import argparse
import os


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Sum everything again; the doctor then finds the sums equal."""
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    from runwright.cli.ground import attempt
    from runwright.people.actor import Actor

    def rebuild(actor: Actor) -> None:
        from runwright.production.services.rebuilding import sums_rebuild

        print(f"{sums_rebuild(actor=actor)} orders summed")

    return attempt(rebuild)
