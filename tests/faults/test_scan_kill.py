"""The server and the worker are killed in mid-scan, again and again; the stations send again.

    RUNWRIGHT_KILL_CYCLES=300 pytest -n0 tests/faults/test_scan_kill.py

Each station begins batches of its own. Whatever was killed, after the last answer every batch was
begun exactly once, its material is drawn once, and the doctor finds nothing.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

import pytest

from runwright.config.postgres import Server
from runwright.kernel.ids import uuid7
from tests.cli.test_up import ROOT, children, environment, free_port, runwright, status, up

pytestmark = pytest.mark.slow

CYCLES = int(os.environ.get("RUNWRIGHT_KILL_CYCLES", "50"))
STATIONS, READY_WITHIN = 4, 20.0


def inside(home: Path, verb: str, *words: str) -> dict:
    """What ``tests.faults.scanned_shop`` says in the program's own environment."""
    command = [sys.executable, "-m", "tests.faults.scanned_shop", verb, *words]
    done = subprocess.run(command, env=environment(home), cwd=ROOT, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shop(home: Path) -> Iterator[dict]:
    done = runwright(home, "migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    yield inside(home, "make", str(CYCLES * 40))
    Server(home, fast=True).stop()


@dataclass
class Station(Thread):
    """Begins one batch after the other, and sends each scan again until it is answered."""

    port: int
    shop: dict
    codes: list[str]
    stop: Event
    answered: dict[UUID, str] = field(default_factory=dict)
    retries: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while self.codes and not self.stop.is_set():
            key, code = uuid7(), self.codes.pop()
            while not self.sent(key, code):
                self.retries += 1
                time.sleep(0.02)
            self.answered[key] = code

    def sent(self, key: UUID, code: str) -> bool:
        """Whether the scan was answered; a wire that breaks and a busy server are no answer."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        body = json.dumps({"station_id": self.shop["station"], "labels": [code]})
        headers = {"Authorization": f"Bearer {self.shop['secret']}", "Idempotency-Key": str(key),
                   "Content-Type": "application/json", "Prefer": "return=minimal"}  # fmt: skip
        try:
            wire.request("POST", f"/api/v1/scans/{key}", body, headers)
            answer = wire.getresponse()
            words = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            wire.close()
        assert answer.status in (200, 201, 503), (answer.status, words)
        return answer.status != 503


@contextmanager
def scanning(port: int, shop: dict) -> Iterator[list[Station]]:
    stop, codes = Event(), shop["codes"]
    crowd = [Station(port, shop, codes[n::STATIONS], stop) for n in range(STATIONS)]
    for station in crowd:
        station.start()
    try:
        yield crowd
    finally:
        stop.set()
        for station in crowd:
            station.join(60)


def test_killed_in_mid_scan_nothing_is_lost_doubled_or_half(home: Path, shop: dict) -> None:
    slowest = 0.0
    with up(home, "--port", str(free_port())) as (process, address):
        status(f"{address}/readyz")
        with scanning(int(address.rpartition(":")[2]), shop) as crowd:
            for cycle in range(CYCLES):
                under_way(crowd)
                time.sleep(0.03 * (cycle % 7))
                for pid in children(process):
                    kill(pid)
                begun = time.monotonic()
                status(f"{address}/readyz")
                slowest = max(slowest, time.monotonic() - begun)
    answered = {str(key): code for station in crowd for key, code in station.answered.items()}
    found = inside(home, "look")
    assert found["scans"] == answered
    assert sorted(found["begun"]) == sorted(answered.values())
    assert found["drawn"] == found["due"]
    assert found["complaints"] == []
    assert len(answered) > CYCLES and sum(station.retries for station in crowd) > 0
    assert slowest <= READY_WITHIN, slowest


def under_way(crowd: list[Station]) -> None:
    """Wait until another scan was answered: a program that still loads has none in its middle."""
    before = sum(len(station.answered) for station in crowd)
    for _ in range(600):
        if sum(len(station.answered) for station in crowd) > before:
            return
        time.sleep(0.05)
    raise AssertionError("no scan was answered for half a minute")


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
