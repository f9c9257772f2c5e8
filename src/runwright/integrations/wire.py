"""Calling a receiver: to an address that was looked at, without following it anywhere else."""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from runwright.integrations.errors import AddressPrivate, Undelivered
from runwright.integrations.rules import is_public, url_parts

SECONDS = 10.0
MOST_ANSWER = 16_384
KEPT_ANSWER = 500


@dataclass(frozen=True)
class Answered:
    """What a receiver that took a message said."""

    status: int
    text: str
    milliseconds: int


def address_of(url: str) -> tuple[str, int]:
    """The address and port behind a URL.

    Every address of the name has to be public unless the settings allow others; the one that is
    returned is the one to call, so that a name cannot lead elsewhere a moment later. Raises
    ``AddressWrong``, ``AddressPrivate``, and ``Undelivered`` where the name leads nowhere.
    """
    parts = url_parts(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Undelivered(f"{host} leads nowhere") from None
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        if not settings.WEBHOOKS_PRIVATE and not is_public(address):
            raise AddressPrivate(host=host, address=address)
    return addresses[0], port


def posted(url: str, body: str, headers: Mapping[str, str]) -> Answered:
    """Post a message. Raises ``Undelivered`` unless the receiver takes it with a status of 2xx;
    a redirection is not followed."""
    began = time.monotonic()
    try:
        status, text = _asked(url, body.encode(), headers)
    except AddressPrivate as refusal:
        raise Undelivered(refusal.message()) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Undelivered(_words(error)) from None
    if not 200 <= status < 300:
        raise Undelivered(f"answered with {status}", status, text)
    return Answered(status, text, int((time.monotonic() - began) * 1000))


def _asked(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    address, port = address_of(url)
    parts = url_parts(url)
    link = _Pinned(parts.hostname or "", port, address, is_secure=parts.scheme == "https")
    target = parts._replace(scheme="", netloc="").geturl() or "/"
    try:
        link.request("POST", target, body, dict(headers))
        answer = link.getresponse()
        text = answer.read(MOST_ANSWER).decode("utf-8", "replace")
        return answer.status, text.replace("\0", "")[:KEPT_ANSWER]
    finally:
        link.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one address; name and certificate are those of the host all the same."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address = address
        self.is_secure = is_secure
        self.default_port = 443 if is_secure else 80

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {SECONDS:.0f} seconds"
    return f"{type(error).__name__}: {error}"[:300]
