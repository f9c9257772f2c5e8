"""``runwright invite``: a one-time link for the first administrator."""

import argparse

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="http://localhost:8000", help="where people reach it")


def run(options: argparse.Namespace) -> int:
    from runwright.cli.ground import attempt

    return attempt(lambda actor: invite(actor, options.address))


def invite(actor: Actor, address: str) -> None:
    """Print the link, unless an administrator has set a password already."""
    from runwright.people.services import administrator_invite

    secret = administrator_invite(actor=actor)
    if secret is not None:
        print("\n  No administrator has a password yet. This link sets one, once, within 3 days:")
        print(f"  {address}/welcome/{secret}\n", flush=True)
