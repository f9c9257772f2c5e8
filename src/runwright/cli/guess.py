"""Whether the data home was prepared for this version: a guess without asking the database."""

import hashlib
from pathlib import Path

from django.conf import settings

import runwright


def is_prepared() -> bool:
    """True when the last start was one of a program with the same migrations."""
    return _mark().exists() and _mark().read_text("ascii") == _migrations()


def remember() -> None:
    """The data home is prepared for this version."""
    _mark().write_text(_migrations(), "ascii")


def _mark() -> Path:
    return Path(settings.HOME) / "prepared.fingerprint"


def _migrations() -> str:
    package = Path(runwright.__file__).parent
    found = package.glob("*/migrations/[0-9]*.py")
    names = sorted(str(path.relative_to(package)) for path in found)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()
