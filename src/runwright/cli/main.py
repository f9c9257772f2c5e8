"""``runwright VERB …``: finds the verb's module and runs it."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from runwright import __version__

VERBS = {
    "up": "start everything: database, migrations, web server, worker",
    "demo": "fill an empty database with the demo factory",
    "serve": "start the web server alone",
    "worker": "start a worker for background jobs alone",
    "migrate": "bring the database to this version",
    "invite": "print a one-time link for the administrator to set a password",
    "doctor": "recompute every projection and report what does not agree",
    "rebuild": "compute every stored sum anew from the facts",
    "import": "import a shop-floor log: runwright import log FILE",
    "backup": "write the whole database into one file",
    "restore": "replace the whole database by a backup",
    "cert": "make a local certificate authority and a server certificate",
}

MODULES = {"import": "log_import"}
"""Where the module cannot be called like its verb."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 well, 1 not well, 2 not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runwright.config.settings")
    if not words or words[0] not in VERBS:
        _top().parse_args(words or ["--help"])
        return 2
    module, parser = verb(words[0])
    try:
        return int(module.run(parser.parse_args(words[1:])) or 0)
    except KeyboardInterrupt:
        return 130


def verb(name: str) -> tuple[ModuleType, argparse.ArgumentParser]:
    """The module of a verb and what reads its words."""
    module = importlib.import_module(f"runwright.cli.verbs.{MODULES.get(name, name)}")
    parser = argparse.ArgumentParser(f"runwright {name}", description=VERBS[name])
    module.arguments(parser)
    return module, parser


def _top() -> argparse.ArgumentParser:
    """The parser that only knows the verbs' names, so that help costs no imports."""
    parser = argparse.ArgumentParser("runwright", description="The system a factory runs on.")
    parser.add_argument("--version", action="version", version=f"runwright {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", title="verbs")
    for name, told in VERBS.items():
        verbs.add_parser(name, help=told, add_help=False)
    return parser
