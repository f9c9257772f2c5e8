"""Settings from the environment, read strictly: a value that makes no sense stops the start."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_WORDS = {"1": True, "true": True, "yes": True, "on": True}
_WORDS |= {"": False, "0": False, "false": False, "no": False, "off": False}


def text(name: str, default: str = "") -> str:
    """The variable as text, without surrounding blanks."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """The variable as a yes or no; anything else is refused."""
    word = text(name, "yes" if default else "no").lower()
    if word not in _WORDS:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {word!r}.")
    return _WORDS[word]


def number(name: str, default: int, *, least: int = 0) -> int:
    """The variable as a whole number of at least ``least``."""
    word = text(name) or str(default)
    if not word.isdecimal() or int(word) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {word!r}.")
    return int(word)


def words(name: str, default: str = "") -> list[str]:
    """The variable as a list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def home() -> Path:
    """The data home: database, secret key, backups, certificates.

    ``RUNWRIGHT_HOME`` when set; ``.runwright`` beside the sources of a checkout; otherwise the
    user's own data folder.
    """
    named = text("RUNWRIGHT_HOME")
    if named:
        return Path(named).expanduser().resolve()
    root = Path(__file__).resolve().parents[3]
    if (root / "pyproject.toml").exists():
        return root / ".runwright"
    share = text("XDG_DATA_HOME") or "~/.local/share"
    return Path(share).expanduser() / "runwright"


def database(url: str) -> dict[str, Any]:
    """Django's database settings out of ``postgresql://user:password@host:port/name?option=…``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise ImproperlyConfigured("DATABASE_URL must read postgresql://user:password@host/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def secret_key(home: Path) -> str:
    """``RUNWRIGHT_SECRET_KEY``, or the key kept in the data home, made at the first start."""
    given = text("RUNWRIGHT_SECRET_KEY")
    if given:
        return _strong(given)
    place = home / "secret_key"
    if not place.exists():
        _keep_new_key(place)
    return _strong(place.read_text("ascii").strip())


def _keep_new_key(place: Path) -> None:
    """Write a fresh key that only the owner may read; the first of several starters wins."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".secret_key.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64), "ascii")
    try:
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _strong(key: str) -> str:
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure"):
        raise ImproperlyConfigured("The secret key must be at least 50 random characters.")
    return key


def mail(url: str) -> dict[str, Any]:
    """A mail server out of ``smtp://user:password@host:587`` (STARTTLS where there is a password)
    or ``smtps://…`` (TLS from the start); nothing means that mail is written to the console."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ImproperlyConfigured("RUNWRIGHT_MAIL must read smtp://user:password@host:port.")
    secure = parts.scheme == "smtps"
    return {
        "HOST": parts.hostname or "",
        "PORT": parts.port or (465 if secure else 587),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "TLS": bool(parts.password) and not secure,
        "SSL": secure,
    }


def openid() -> tuple[dict[str, Any], str]:
    """allauth's providers and the name on the button, when a directory is named by
    ``RUNWRIGHT_OPENID_SERVER``, ``_CLIENT`` and ``_SECRET``."""
    server, client, secret = (
        text(f"RUNWRIGHT_OPENID_{part}") for part in ("SERVER", "CLIENT", "SECRET")
    )
    if not server:
        return {}, ""
    if not (server.startswith("https://") and client and secret):
        raise ImproperlyConfigured(
            "RUNWRIGHT_OPENID_SERVER must be an https address, with _CLIENT and _SECRET beside it."
        )
    name = text("RUNWRIGHT_OPENID_NAME", "OpenID Connect")
    app = {
        "provider_id": "openid",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}, name
