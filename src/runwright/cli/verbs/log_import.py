"""``runwright import log FILE``: a shop-floor log, checked first, then all of it or nothing."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from runwright.people.actor import Actor


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["log"], help="what the file is")
    parser.add_argument("file", type=Path, help="CSV or XLSX")
    parser.add_argument("--mapping", default="", help="a remembered mapping, by its name")
    parser.add_argument("--keep-duplicates", action="store_true", help="import equal rows, too")


def run(options: argparse.Namespace) -> int:
    os.environ["RUNWRIGHT_STATEMENT_SECONDS"] = "0"
    from runwright.cli.ground import attempt, say

    if not options.file.is_file():
        say(f"There is no file {options.file}.")
        return 1
    return attempt(lambda actor: bring_in(options, actor))


def bring_in(options: argparse.Namespace, actor: Actor) -> None:
    """Import the file and print what it brought and what was odd about it."""
    from runwright.imports import selectors
    from runwright.imports.services import import_file, mapping_of

    mapping = mapping_of(columns={})
    if options.mapping:
        mapping = selectors.mapping_named(name=options.mapping, actor=actor)
    if options.keep_duplicates:
        mapping = replace(mapping, keep_duplicates=True)
    done = import_file(path=options.file, actor=actor, mapping=mapping, progress=show)
    print(f"{done.number} {done.file_name}: {done.bookings} bookings of {done.rows} rows")
    for kind in selectors.import_finding_counts(import_id=done.id, actor=actor):
        print(f"  {kind.count:>6}  {kind.code.replace('_', ' ')}")


def show(*, done: int, total: int | None = None, message: str = "") -> None:
    """A progress line that is written over, where somebody can see it."""
    if sys.stderr.isatty():
        share = f"{100 * done // total:>3} %" if total else f"{done} rows"
        print(f"\r{share} {message}", end="\n" if done == total else "", file=sys.stderr)
