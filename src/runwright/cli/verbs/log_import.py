"""``runwright import log FILE``: a shop-floor log, checked first, then all of it or nothing."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["log"])
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    return 1
