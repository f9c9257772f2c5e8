"""Secrets at rest: sealed with the key of the installation, so that a backup tells none."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def sealed(secret: bytes) -> str:
    """The secret as it is kept."""
    return _seals().encrypt(secret).decode()


def opened(kept: str) -> bytes | None:
    """The secret that was kept; ``None`` where the key of the installation is another one."""
    try:
        return _seals().decrypt(kept.encode())
    except InvalidToken:
        return None


def _seals() -> MultiFernet:
    """The key in force first; those of ``SECRET_KEY_FALLBACKS`` still open."""
    return MultiFernet(
        [Fernet(_key(one)) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(text: str | bytes) -> bytes:
    digest = hashlib.sha256(b"runwright webhooks " + force_bytes(text)).digest()
    return base64.urlsafe_b64encode(digest)
