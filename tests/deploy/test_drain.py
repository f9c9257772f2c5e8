"""Servers under a role without rights are replaced one after another while stations scan.

Nobody stands in between but the stations themselves: a scan that is refused by a server that takes
no more is sent to the other one, as a proxy would do.
"""

import http.client
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from runwright.kernel.ids import uuid7
from tests.deploy.deployed import Deployment, deployed

pytestmark = pytest.mark.slow

STATIONS, GRACE = 6, 15.0


@pytest.fixture(scope="module")
def here(home: Path) -> Iterator[Deployment]:
    with deployed(home) as made:
        yield made


@pytest.fixture(scope="module")
def mill(here: Deployment) -> dict:
    """Laid out by the services under the program's own role."""
    return json.loads(here.python("-m", "tests.faults.scanned_shop", "make", "900"))


@dataclass
class Station(Thread):
    """Scans one batch after the other over a line that stays open, at the first server there is."""

    ports: list[int]
    mill: dict
    codes: list[str]
    enough: Event
    said: Counter = field(default_factory=Counter)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.line: http.client.HTTPConnection | None = None

    def run(self) -> None:
        while self.codes and not self.enough.is_set():
            code, key = self.codes.pop(), uuid7()
            while not self.sent(code, key):
                pass
            self.done.append(code)

    def sent(self, code: str, key: object) -> bool:
        """One try: an answer, or a line that was closed before anything came back."""
        line = self.line or self.opened()
        body = json.dumps({"station_id": self.mill["station"], "labels": [code]})
        headers = {"Authorization": f"Bearer {self.mill['secret']}", "Idempotency-Key": str(key),
                   "Content-Type": "application/json", "Prefer": "return=minimal"}  # fmt: skip
        try:
            line.request("POST", f"/api/v1/scans/{key}", body, headers)
            answer = line.getresponse()
            answer.read()
        except (http.client.HTTPException, OSError) as broken:
            self.said[type(broken).__name__] += 1
            line.close()
            self.line = None
            return False
        self.said[answer.status] += 1
        self.line = None if answer.will_close else line
        return True

    def opened(self) -> http.client.HTTPConnection:
        while True:
            for port in list(self.ports):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                try:
                    line.connect()
                except ConnectionRefusedError:
                    continue
                return line
            time.sleep(0.01)

    def __hash__(self) -> int:
        return id(self)


def crowd(ports: list[int], mill: dict, enough: Event) -> list[Station]:
    made = [Station(ports, mill, mill["codes"][n::STATIONS], enough) for n in range(STATIONS)]
    for station in made:
        station.start()
    return made


def told(stations: list[Station]) -> Counter:
    return sum((station.said for station in stations), Counter())


def until_more(stations: list[Station], answers: int) -> None:
    """Wait until so many more scans were answered."""
    begun = sum(len(one.done) for one in stations)
    while sum(len(one.done) for one in stations) < begun + answers:
        assert any(one.is_alive() for one in stations), "nobody scans any more"
        time.sleep(0.05)


def test_a_server_is_replaced_while_stations_scan(here, mill):
    ports, enough = [], Event()
    with here.served("--workers", "2") as (old, first), here.served() as (_, second):
        ports += [first]
        stations = crowd(ports, mill, enough)
        until_more(stations, 60)
        ports += [second]
        begun = time.monotonic()
        old.terminate()
        assert old.wait(60) == 0
        took = time.monotonic() - begun
        until_more(stations, 60)
        enough.set()
        for station in stations:
            station.join(60)
    done = {code for one in stations for code in one.done}
    seen = json.loads(here.python("-m", "tests.faults.scanned_shop", "look"))
    assert sorted(seen["scans"].values()) == sorted(done)  # each once, none lost
    assert seen["complaints"] == []
    assert took < GRACE
    assert told(stations).keys() == {201}  # no 5xx, and no line broke before its answer
