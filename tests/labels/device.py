"""A label printer on this machine: it listens, and behaves as it is told."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from runwright.labels.wire import Patience

HASTY = Patience(connect=0.5, piece=0.3, goodbye=0.3)


class Device:
    """Takes what it is sent, or takes the line and nothing more while ``hangs``."""

    def __init__(self, port: int = 0) -> None:
        self.taken: list[bytes] = []
        self.hangs = False
        self._door = socket.create_server(("127.0.0.1", port), reuse_port=False)
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.port = self._door.getsockname()[1]
        self._held: list[socket.socket] = []
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            if self.hangs:
                self._held.append(line)
                continue
            with line, line.makefile("rb") as paper:
                self.taken.append(paper.read())

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in self._held:
            line.close()
        self._thread.join(2)


@contextmanager
def device(port: int = 0) -> Iterator[Device]:
    """A printer that is switched on for as long as the block lasts."""
    printer = Device(port)
    try:
        yield printer
    finally:
        printer.close()
