"""``runwright up`` as a stranger meets it: a first start, a crash, a taken port, a clean stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runwright.config.postgres import Server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WITHIN = 240


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUNWRIGHT_", "DATABASE_"))}
    own = {"RUNWRIGHT_HOME": str(home), "RUNWRIGHT_FAST_DATABASE": "yes", "PYTHONPATH": "src"}
    own["DJANGO_SETTINGS_MODULE"] = "runwright.config.settings"
    return kept | own


def runwright(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "runwright.cli", *words]
    return subprocess.run(
        command, env=environment(home), cwd=ROOT, capture_output=True, text=True, check=False
    )


@contextmanager
def up(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program running, and its address."""
    command = [sys.executable, "-m", "runwright.cli", "up", *words]
    said = (home / "said").open("w+")
    process = subprocess.Popen(command, env=environment(home), cwd=ROOT, stdout=said, stderr=said)
    try:
        yield process, address_said(home / "said", process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)
        print((home / "said").read_text())  # pytest shows it with a failure


def address_said(said: Path, process: subprocess.Popen[str]) -> str:
    until = time.monotonic() + WITHIN
    while time.monotonic() < until and process.poll() is None:
        words = said.read_text().split()
        if "at" in words and (place := words[words.index("at") + 1]).startswith("http"):
            return place
        time.sleep(0.05)
    raise AssertionError(said.read_text())


def status(address: str, within: float = 90) -> int:
    until = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def children(process: subprocess.Popen[str]) -> list[int]:
    """The web server and the worker that ``up`` started, from the kernel's own list."""
    return [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit()
        and (folder / "stat").exists()
        and (folder / "stat").read_text().rpartition(")")[2].split()[1] == str(process.pid)
        and any(part in (folder / "cmdline").read_bytes() for part in (b"granian", b"worker"))
    ]


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@pytest.fixture(scope="module")
def ready(home: Path) -> Iterator[Path]:
    """A home whose database is at this version."""
    done = runwright(home, "migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    yield home
    Server(home, fast=True).stop()


def test_it_serves_invites_the_administrator_and_stops_cleanly(ready):
    with up(ready, "--port", str(free_port())) as (process, address):
        assert status(f"{address}/readyz") == 200
        started = children(process)
        assert started
        deadline = time.monotonic() + 30
        while "/welcome/" not in (ready / "said").read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert "/welcome/" in (ready / "said").read_text()
    assert process.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    assert not Server(ready, fast=True).answers()


def test_a_taken_port_leads_to_the_next_one(ready):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with up(ready, "--port", str(port)) as (_, address):
            assert int(address.rpartition(":")[2]) > port
            assert status(f"{address}/healthz") == 200


def test_what_dies_is_started_again_and_sigterm_stops_it_too(ready):
    with up(ready, "--port", str(free_port())) as (process, address):
        for pid in children(process):
            os.kill(pid, signal.SIGKILL)
        time.sleep(1)
        assert status(f"{address}/readyz") == 200
        os.kill(int((Server(ready).data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        assert status(f"{address}/readyz") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not Server(ready, fast=True).answers()


def count_users(home: Path) -> int:
    code = (
        "import django; django.setup(); from runwright.people.models import User;"
        "print(User.objects.count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_restore_brings_back_what_the_backup_saw(ready, tmp_path):
    before = count_users(ready)
    backup = tmp_path / "shop.backup"
    assert runwright(ready, "backup", str(backup)).returncode == 0
    code = (
        "import django; django.setup(); from runwright.people.services import user_create;"
        "from runwright.people.actor import system_actor;"
        "user_create(username='late', full_name='L', roles=frozenset(), actor=system_actor('t'))"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(ready), cwd=ROOT, check=True)
    assert count_users(ready) == before + 1
    done = runwright(ready, "restore", "--yes", str(backup))
    assert done.returncode == 0, done.stderr
    assert count_users(ready) == before


def test_a_file_that_is_no_backup_changes_nothing(ready, tmp_path):
    before = count_users(ready)
    (tmp_path / "no.backup").write_text("hello")
    done = runwright(ready, "restore", "--yes", str(tmp_path / "no.backup"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert count_users(ready) == before
