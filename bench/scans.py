"""Scans over HTTP on the real server: everything posted, each a committed call with its own id.

    python -m bench.scans --home FOLDER [--clients 4] [--seconds 30] [--hot] [--open 40]

Closed loop: each client begins and moves batches of an order of its own as fast as it is answered;
with ``--hot`` all orders draw on one item and lot. With ``--open N`` a scan is due every 1/N second
at one of 200 stations, and its time counts from when it was due; ``--doubles`` of them are sent
twice. Then a run of 5 000 batches is made, and its page is visited. Prints rows for RESULTS.md.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bench.pages import visits
from bench.program import Program

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--batches", type=int, default=0, help="of each client; default by time")
    parser.add_argument("--hot", action="store_true")
    parser.add_argument("--open", type=float, default=0, metavar="RATE")
    parser.add_argument("--doubles", type=float, default=0.05)
    parser.add_argument("--run", type=int, default=5_000, help="batches of the large run")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=18474)
    options = parser.parse_args()
    clients = 200 if options.open else options.clients
    rate = options.open / clients if options.open else 150 / clients
    options.batches = options.batches or int(options.seconds * rate) + 20
    if INSIDE in os.environ:
        print(json.dumps(_floor(clients, options)))
        return
    program = Program(options.home)
    try:
        program.verb("migrate", "--quiet")
        floor = _inside(program)
        print(f"| run of {options.run} batches made | {floor['run_seconds']:.1f} s |", flush=True)
        with program.serving(options.port, "--workers", str(options.workers)) as visitor:
            (_open if options.open else _closed)(floor, options, visitor.processor)
            print(visits(visitor, f"/runs/{floor['run']}", 10).row("page of the large run"))
    finally:
        program.stop_database()


def _inside(program: Program) -> dict:
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    command = [sys.executable, "-m", "bench.scans", *sys.argv[1:]]
    told = subprocess.run(command, env=program.environment | own, check=True, capture_output=True)
    return dict(json.loads(told.stdout))


def _floor(clients: int, options: argparse.Namespace) -> dict[str, object]:
    """A shop with an order in batches for each client, and a station for each operation."""
    import django

    django.setup()
    from decimal import Decimal

    from bench.shop import _shop, _token
    from runwright.engineering.models import Operation
    from runwright.engineering.services import station_operations_set
    from runwright.people.actor import system_actor
    from runwright.production.services.runs.releases import RunRow, run_create
    from runwright.resources.services import station_create

    actor = system_actor("bench")
    products = _shop(1 if options.hot else 20, 1, 3)
    stations = []
    for number, kind in enumerate(("init", "move", "move"), start=1):
        station = station_create(name=f"Station {number}", type=kind, actor=actor)
        served = Operation.objects.filter(name=f"Step {number}").values_list("id", flat=True)
        station_operations_set(station_id=station.id, operation_ids=served, actor=actor)
        stations.append(station.id)
    codes = []
    for number in range(clients):
        row = RunRow(products[number % len(products)], Decimal(10), options.batches)
        run = run_create(rows=[row], actor=actor)
        codes.append([*run.batches.order_by("id").values_list("code", flat=True)])
    begun = time.monotonic()
    large = run_create(rows=[RunRow(products[0], Decimal(10), options.run)], actor=actor)
    return {"secret": _token(), "stations": stations, "codes": codes, "run": large.id,
            "run_seconds": time.monotonic() - begun}  # fmt: skip


class Wire:
    """One station's connection, and the way of its batches: begun, moved on, finished."""

    def __init__(self, floor: dict, number: int, port: int) -> None:
        self.floor, self.codes = floor, floor["codes"][number]
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.way = self.steps()

    def steps(self) -> Iterator[tuple[int, str]]:
        for code in self.codes:
            for station in self.floor["stations"]:
                yield station, code

    def scan(self, times: int = 1) -> None:
        """The next scan; anything but success ends the measurement."""
        station, code = next(self.way)
        key = uuid.UUID(bytes=os.urandom(16), version=4)
        for _ in range(times):
            self._send(key, station, code)

    def _send(self, key: uuid.UUID, station: int, code: str) -> None:
        """By hand: what measures shall not take the processor of what is measured."""
        body = f'{{"station_id": {station}, "labels": ["{code}"]}}'
        self.wire.sendall(
            f"POST /api/v1/scans/{key} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Authorization: Bearer {self.floor['secret']}\r\nPrefer: return=minimal\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        answer = self._answer()
        if not answer.startswith(b"HTTP/1.1 2"):
            raise SystemExit(answer.decode())

    def _answer(self) -> bytes:
        """All of an answer: as much after its head as the head says."""
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        found = LENGTH.search(head)
        while found and len(body) < int(found[1]):
            body += self._more()
        return head + b"\r\n\r\n" + body

    def _more(self) -> bytes:
        if more := self.wire.recv(65_536):
            return more
        raise SystemExit("The server hung up.")


def _closed(floor: dict, options: argparse.Namespace, processor: object) -> None:
    assert callable(processor)
    wires = [Wire(floor, n, options.port) for n in range(options.clients)]
    for seconds in (2.0, options.seconds):  # the first, short one warms up
        times: list[float] = []
        spent, begun = processor(), time.monotonic()
        crowd = [threading.Thread(target=_until, args=(wire, begun + seconds, times))
                 for wire in wires]  # fmt: skip
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        taken, spent = time.monotonic() - begun, processor() - spent
    name = "one item and lot" if options.hot else "an order each"
    _print(f"closed loop, {options.clients} clients, {name}", times, taken, spent)


def _until(wire: Wire, until: float, times: list[float]) -> None:
    while (begun := time.monotonic()) < until:
        wire.scan()
        times.append(time.monotonic() - begun)


def _open(floor: dict, options: argparse.Namespace, processor: object) -> None:
    assert callable(processor)
    wires = [Wire(floor, n, options.port) for n in range(len(floor["codes"]))]
    for wire in wires[:20]:
        wire.scan()
    due, lock = count(), threading.Lock()
    busy = [threading.Lock() for _ in wires]
    times: list[float] = []
    spent, start = processor(), time.monotonic()
    total = int(options.seconds * options.open)

    def work() -> None:
        while True:
            with lock:
                number = next(due)
            if number >= total:
                return
            at = start + number / options.open
            time.sleep(max(0.0, at - time.monotonic()))
            place = number % len(wires)
            with busy[place]:
                wires[place].scan(2 if number * options.doubles % 1 < options.doubles else 1)
            times.append(time.monotonic() - at)

    crowd = [threading.Thread(target=work) for _ in range(40)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    taken, spent = time.monotonic() - start, processor() - spent
    _print(f"open loop, {options.open:g}/s from {len(wires)} stations", times, taken, spent)


def _print(name: str, times: list[float], taken: float, spent: float) -> None:
    found = sorted(1000 * one for one in times)
    p50, p95, p99 = (found[int(len(found) * share)] for share in (0.5, 0.95, 0.99))
    print(
        f"| {name} | {len(found) / taken:.0f} scans/s, {1000 * spent / len(found):.1f} ms of"
        f" processor a scan; p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f} ms |",
        flush=True,
    )


if __name__ == "__main__":
    main()
