"""``runwright migrate``: the schema, the cache table, the standard records, the browser assets."""

import argparse
import os

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(options: argparse.Namespace) -> int:
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    os.environ["RUNWRIGHT_LOCK_SECONDS"] = "60"
    as_owner()
    from runwright.cli.ground import attempt

    return attempt(lambda actor: migrate(actor, verbosity=0 if options.quiet else 1))


def as_owner() -> None:
    """Work as the owner of the tables, where another role than the program's is named for it."""
    owner = os.environ.get("RUNWRIGHT_MIGRATION_URL", "").strip()
    if owner:
        os.environ["DATABASE_URL"] = owner


def migrate(actor: Actor, verbosity: int) -> None:
    """Bring the database to this version; safe to repeat and to break off."""
    from django.core.management import call_command

    from runwright.cli import assets, grants, new_database
    from runwright.units.services import standard_units_create

    if new_database.is_new():
        new_database.lay_out()
    else:
        call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    standard_units_create(actor=actor)
    role = os.environ.get("RUNWRIGHT_DATABASE_ROLE", "").strip()
    if role:
        grants.give(role)
    if assets.stale():
        assets.collect()
