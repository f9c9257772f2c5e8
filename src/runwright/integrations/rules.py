"""Pure rules of webhooks: signatures, when to try again, and which addresses are refused.

Signatures are those of Standard Webhooks 1.0 (standardwebhooks.com): ``v1,`` and the base64 of
HMAC-SHA256 over ``id.timestamp.body`` with the bytes of the secret.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from runwright.integrations.errors import AddressWrong

SECRET_PREFIX = "whsec_"
SECRET_BYTES = 32
PURPOSE = "runwright webhooks "
"""For what secrets of endpoints are sealed."""

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long to wait after each failed attempt; after the last one a message is given up."""

OFF_AFTER = timedelta(days=5)
"""An endpoint that has failed for so long is switched off."""

PAUSE = timedelta(minutes=1)
"""How long an endpoint that cannot be reached at all is left alone."""

OLD_SECRET_SIGNS = timedelta(hours=24)
"""How long the secret before a new one goes on signing."""

MOST_URL = 500
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def signature(*, secret: bytes, id: str, timestamp: int, body: str) -> str:
    """The signature of one message by one secret."""
    signed = f"{id}.{timestamp}.{body}".encode()
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers_of(*, secrets: Iterable[bytes], id: str, timestamp: int, body: str) -> dict[str, str]:
    """The three headers of Standard Webhooks; every secret that is in force signs."""
    signed = [signature(secret=one, id=id, timestamp=timestamp, body=body) for one in secrets]
    return {
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signed),
    }


def secret_text(secret: bytes) -> str:
    """A secret as people copy it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed attempts; ``None`` when it is given up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def url_parts(url: str) -> SplitResult:
    """The parts of an address that can be called. Raises ``AddressWrong``."""
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise AddressWrong(url=url[:80]) from None
    if not is_good or parts.username or parts.fragment or not _is_plain(url):
        raise AddressWrong(url=url[:80])
    return parts


def _is_plain(url: str) -> bool:
    return len(url) <= MOST_URL and url.isascii() and url.isprintable() and " " not in url


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet: not private, loopback, link-local,
    multicast or reserved, nor one of those written as another."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    inner = _inner(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_site_local


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The address of version 4 that one of version 6 stands for, if it does."""
    if any(ip in network for network in NAT64):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
