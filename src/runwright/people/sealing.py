"""Secrets at rest: sealed with the key of the installation, so that a backup tells none.

A key that was replaced opens what it has sealed for as long as it is among the fallbacks.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def sealed(secret: bytes, *, purpose: str) -> str:
    """The secret as it is kept; what is sealed for one purpose opens for no other."""
    return _seals(purpose).encrypt(secret).decode()


def opened(kept: str, *, purpose: str) -> bytes | None:
    """The secret that was kept; ``None`` where no key of the installation opens it."""
    try:
        return _seals(purpose).decrypt(kept.encode())
    except InvalidToken:
        return None


def _seals(purpose: str) -> MultiFernet:
    """The key in force first; those of ``SECRET_KEY_FALLBACKS`` still open."""
    return MultiFernet(
        [
            Fernet(_key(purpose, one))
            for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )


def _key(purpose: str, text: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}{text}".encode()).digest())
