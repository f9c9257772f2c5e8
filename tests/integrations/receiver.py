"""A system that is told things: a real HTTP server on this machine."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What came in, and what is answered: the statuses in turn, then 204 for ever."""

    url: str = ""
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    drips: int = 0
    """How many bytes of a body are sent one by one, ten a second."""
    is_stuck: bool = False
    """Then they are sent within the head, and no body ever comes."""

    def bodies(self) -> list[str]:
        return [body for _, body in self.got]


@contextmanager
def listening() -> Iterator[Receiver]:
    """A receiver at an address of its own."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = receiver.answers.pop(0) if receiver.answers else 204
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{receiver.url}elsewhere")
            self.send_header("Content-Length", str(receiver.drips))
            if receiver.is_stuck:
                self.flush_headers()
                self.wfile.write(b"Dripping: ")
            else:
                self.end_headers()
            with suppress(OSError):
                for _ in range(receiver.drips):
                    time.sleep(0.1)
                    self.wfile.write(b".")
                    self.wfile.flush()

        def log_message(self, format, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
