"""``runwright backup FILE``: the whole database in one file, from one moment, while it is used."""

import argparse
from pathlib import Path

from runwright.cli import postgres_tools


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Write aside and rename, so that a broken backup never looks like a whole one."""
    draft = options.file.with_name(options.file.name + ".part")
    postgres_tools.run("pg_dump", "--format=custom", "--no-owner", "--file", str(draft.absolute()))
    draft.replace(options.file)
    print(f"{options.file}: {options.file.stat().st_size:,} bytes")
    return 0
