"""Calling a receiver: to an address that was looked at, without following it anywhere else."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
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
    with link.in_time():
        link.request("POST", target, body, dict(headers))
        answer = link.getresponse()
        if link.is_cut:  # a head that was cut off looks like one that has ended
            raise TimeoutError
        return answer.status, _text(answer)


def _text(answer: http.client.HTTPResponse) -> str:
    """The beginning of what was answered, as far as it came in time: the status is what counts."""
    with contextlib.suppress(OSError, http.client.IncompleteRead):
        text = answer.read(MOST_ANSWER).decode("utf-8", "replace")
        return text.replace("\0", "")[:KEPT_ANSWER]
    return ""


class _Pinned(http.client.HTTPConnection):
    """A connection to one address; name and certificate are those of the host all the same."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address = address
        self.is_secure = is_secure
        self.default_port = 443 if is_secure else 80
        self.wire: socket.socket | None = None
        self.is_cut = False

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection((self.address, self.port), SECONDS)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = self.wire = context.wrap_socket(
                self.wire, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.wire.do_handshake()

    @contextlib.contextmanager
    def in_time(self) -> Iterator[None]:
        """All of it within ``SECONDS``, and closed in the end; the timeout of a socket is one for
        each byte. Raises ``TimeoutError``."""
        timer = threading.Timer(SECONDS, self._cut)
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException):
            if self.is_cut:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
            self.close()

    def _cut(self) -> None:
        """End it whatever it waits for; ``sock`` is gone once a head has come."""
        self.is_cut = True
        if self.wire:
            with contextlib.suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {SECONDS:.0f} seconds"
    return f"{type(error).__name__}: {error}"[:300]
