"""Raw TCP to a printer: sent whole or refused with words, in a bounded time."""

import contextlib
import socket
from dataclasses import dataclass

from runwright.kernel.errors import gettext_noop
from runwright.labels.errors import PrinterAway

PIECE = 4096
BUFFER = 16 * 1024
"""Of the socket: what was sent was mostly taken by the printer, and a hanging one is noticed."""

REFUSED = gettext_noop("The printer refuses the connection.")
SILENT = gettext_noop("The printer does not answer.")
STUCK = gettext_noop("The printer takes nothing more. Is there paper, is its cover closed?")
UNKNOWN = gettext_noop("There is no machine of that name.")
BROKEN = gettext_noop("The printer broke off the connection.")


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a connection, for the printer to take more, and for its goodbye."""

    connect: float = 3.0
    piece: float = 10.0
    goodbye: float = 1.0


USUAL = Patience()


def sent_to(host: str, port: int, payload: bytes, patience: Patience) -> None:
    """Send the whole payload. Raises ``PrinterAway`` with the reason."""
    with _connected(host, port, patience) as line:
        line.settimeout(patience.piece)
        try:
            for start in range(0, len(payload), PIECE):
                line.sendall(payload[start : start + PIECE])
            line.shutdown(socket.SHUT_WR)
        except TimeoutError:
            raise PrinterAway(STUCK) from None
        except OSError:
            raise PrinterAway(BROKEN) from None
        _goodbye(line, patience)


def _connected(host: str, port: int, patience: Patience) -> socket.socket:
    try:
        line = socket.create_connection((host, port), patience.connect)
    except socket.gaierror:
        raise PrinterAway(UNKNOWN) from None
    except ConnectionRefusedError:
        raise PrinterAway(REFUSED) from None
    except OSError:
        raise PrinterAway(SILENT) from None
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
    return line


def _goodbye(line: socket.socket, patience: Patience) -> None:
    """Wait a moment for the printer to close: a line cut at once may lose what is under way."""
    line.settimeout(patience.goodbye)
    with contextlib.suppress(OSError):
        while line.recv(PIECE):
            pass
