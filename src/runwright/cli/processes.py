"""Child processes of ``runwright up``: started apart from Ctrl-C, kept alive, stopped in order."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass

SOON = 5.0
PATIENCE = 25.0
TRIES = 5


@dataclass
class Child:
    """One child; in a process group of its own, so that Ctrl-C reaches only the parent."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    early_ends: int = 0

    def start(self) -> None:
        self.early_ends = self.early_ends + 1 if self._ended_early() else 0
        self.end_strays()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, env=self.environment, start_new_session=True, stdin=subprocess.DEVNULL
        )

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def hopeless(self) -> bool:
        """True when it ended soon after its start so often that another one would do no better."""
        return self._ended_early() and self.early_ends >= TRIES

    def _ended_early(self) -> bool:
        """It ended by itself, soon after its start; what is killed might have worked."""
        was_killed = self.process is not None and self.process.returncode == -signal.SIGKILL
        return self.ended() and not was_killed and time.monotonic() - self.started < SOON

    def stop(self) -> None:
        """Ask it to drain and to end; after ``PATIENCE`` seconds end it.

        One that ended long ago is left alone: its number may be another process's by now.
        """
        if self.process is None or self.ended():
            return
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.end_strays()
        self.process.wait()

    def end(self) -> None:
        """End it at once: it has nothing to drain yet."""
        self.end_strays()
        if self.process is not None:
            self.process.wait()
            self.process = None

    def end_strays(self) -> None:
        """End whatever is left of the child's group: a killed child leaves its own children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Stopped(Exception):
    """Somebody asked the program to stop, by Ctrl-C or by SIGTERM."""


def stop_on_signals() -> None:
    """Let SIGINT and SIGTERM raise ``Stopped`` in the main thread, once."""

    def stop(number: int, frame: object) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
