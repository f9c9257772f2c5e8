"""The browser assets, collected and compressed once per version of them."""

import hashlib
from pathlib import Path

from django.conf import settings

import runwright


def fingerprint() -> str:
    """A digest of every static file's name, size and time of change."""
    package = Path(runwright.__file__).parent
    digest = hashlib.sha256(runwright.__version__.encode())
    for path in sorted(package.glob("*/static/**/*")):
        state = path.stat()
        digest.update(f"{path}{state.st_size}{state.st_mtime_ns}".encode())
    return digest.hexdigest()


def stale() -> bool:
    """True when the collected assets are not those of the package."""
    mark = _mark()
    return not mark.exists() or mark.read_text("ascii") != fingerprint()


def collect() -> None:
    """Collect and compress the assets; Django must be set up."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _mark().write_text(fingerprint(), "ascii")


def _mark() -> Path:
    return Path(settings.STATIC_ROOT).with_suffix(".fingerprint")
