"""What permissions and the journal cost of a scan, by processor time of program and database.

    python -m bench.share --home FOLDER [--scans 300]

Scans go through the whole program in one process, without the network. Then who is calling and
what they may is asked as often as a scan asks it, and what a scan writes into the journal is
written by itself, all of it in one transaction: a little more than it costs within a scan, where
it is no statement of its own.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from uuid import uuid4

from bench.program import Program, family, processor_seconds

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
ASKED = 4
"""So often a scan asks for a permission: at the door, at the service, at the station, for its
order."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--scans", type=int, default=300)
    options = parser.parse_args()
    program = Program(options.home)
    if INSIDE in os.environ:
        _measure(program, options.scans)
        return
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings",
           "RUNWRIGHT_POOL": "1"}  # fmt: skip
    try:
        program.verb("migrate", "--quiet")
        command = [sys.executable, "-m", "bench.share", *sys.argv[1:]]
        subprocess.run(command, env=program.environment | own, check=True)
    finally:
        program.stop_database()


def _measure(program: Program, scans: int) -> None:
    from bench.scans import _floor
    from runwright.config.wsgi import application

    batches = (scans + 60) // 3 + 1
    told = argparse.Namespace(hot=False, batches=batches, run=1)
    floor = _floor(1, told)
    way = ((station, code) for code in floor["codes"][0] for station in floor["stations"])
    secret = str(floor["secret"])
    act = {
        "a scan": lambda times: _scans(application, secret, islice(way, times)),
        "who is calling, and what they may": lambda times: _permissions(secret, times),
        "its entry in the journal": _audit,
    }
    costs = {name: _cost(program, work, scans) for name, work in act.items()}
    whole, *parts = costs.values()
    for name, cost in costs.items():
        print(f"| {name} | {1000 * cost:.2f} ms of processor | {100 * cost / whole:.1f} % |")
    print(f"| permission and journal together | | {100 * sum(parts) / whole:.1f} % |")


def _cost(program: Program, work: Callable[[int], None], times: int) -> float:
    """Seconds of processor of program and database, each time."""
    work(60)
    spent = time.process_time() + _database(program)
    work(times)
    return (time.process_time() + _database(program) - spent) / times


def _database(program: Program) -> float:
    return sum(map(processor_seconds, family(program._postmaster())))


def _scans(application: Callable[..., object], secret: str, way: Iterable[tuple[int, str]]) -> None:
    for station, code in way:
        _scan(application, secret, station, code)


def _scan(application: Callable[..., object], secret: str, station: int, code: str) -> None:
    body = json.dumps({"station_id": station, "labels": [code]}).encode()
    statuses: list[str] = []
    asked = {
        "REQUEST_METHOD": "POST", "PATH_INFO": f"/api/v1/scans/{uuid4()}",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_AUTHORIZATION": f"Bearer {secret}", "HTTP_PREFER": "return=minimal",
        "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
    }  # fmt: skip
    answer: object = application(asked, lambda status, *_: statuses.append(status))
    answer.close()  # type: ignore[attr-defined]
    if not statuses[0].startswith("2"):
        raise SystemExit(f"{statuses[0]} {b''.join(answer)!r}")  # type: ignore[call-overload]


def _permissions(secret: str, times: int) -> None:
    from runwright.people.selectors import actor_of_token
    from runwright.resources.limits import limited

    for _ in range(times):
        actor = limited(actor_of_token(secret=secret))
        for _ in range(ASKED):
            actor.require("production.scan")


def _audit(times: int) -> None:
    from django.db import transaction

    from runwright.journal.services import Edit, Subject, entry_record
    from runwright.people.actor import system_actor

    subject = Subject("batch", "1", "bench")
    actor, edit = system_actor("bench"), Edit("firsts", "", "10")
    with transaction.atomic():
        for _ in range(times):
            entry_record(actor=actor, verb="batch.move", subject=subject, edits=[edit])


if __name__ == "__main__":
    main()
