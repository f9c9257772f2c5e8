"""The database server of our own: started once, shared, stopped by the last, started again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from runwright.config.environment import database
from runwright.config.postgres import LONGEST_SOCKET_FOLDER, Server

pytestmark = pytest.mark.slow


@pytest.fixture
def server(home: Path):
    made = Server(home, fast=True)
    yield made
    made.release()
    made.stop()


def _postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def _answer(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT 41 + 1").fetchone()[0]


def test_six_processes_that_start_at_once_share_one_server(server: Server):
    code = (
        "import sys; from pathlib import Path; from runwright.config.postgres import Server;"
        "s = Server(Path(sys.argv[1]), fast=True); s.ensure();"
        "print((s.data / 'postmaster.pid').read_text().splitlines()[0])"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(server.home)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": "src"},
        )
        for _ in range(6)
    ]
    pids = {start.communicate(timeout=60)[0] for start in starts}
    assert len(pids) == 1
    assert _answer(server.ensure()) == 42


def test_a_killed_server_is_started_again(server: Server):
    dsn = server.ensure()
    before = _postmaster(server)
    os.kill(before, signal.SIGKILL)
    while server.answers():
        time.sleep(0.05)
    assert _answer(server.ensure()) == 42
    assert server.dsn == dsn
    assert _postmaster(server) != before


@pytest.mark.parametrize("name", ["a factory's 100% data", "one, two", "fabrică"])
def test_a_home_may_have_any_name(home: Path, name: str):
    made = Server(home / name, fast=True)
    try:
        settings = database(made.ensure())
        address = {"host": settings["HOST"], "user": settings["USER"], "dbname": settings["NAME"]}
        assert _answer(conninfo.make_conninfo(**address)) == _answer(made.dsn) == 42
    finally:
        made.release()
        made.stop()


def test_release_stops_the_server_only_when_nobody_else_uses_it(server: Server):
    server.ensure()
    code = (
        "import sys; from pathlib import Path; from runwright.config.postgres import Server;"
        "Server(Path(sys.argv[1]), fast=True).ensure(); print('up', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(server.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": "src"},
    )
    assert other.stdout.readline() == b"up\n"
    server.release()
    assert server.answers()
    other.communicate(timeout=30)
    server.ensure()
    server.release()
    assert not server.answers()


def test_a_long_home_gets_a_short_socket_folder(tmp_path: Path):
    server = Server(tmp_path / ("x" * LONGEST_SOCKET_FOLDER))
    assert len(str(server.socket_folder)) <= LONGEST_SOCKET_FOLDER
    assert server.socket_folder == Server(server.home).socket_folder
