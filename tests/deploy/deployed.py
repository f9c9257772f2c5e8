"""A deployment on this machine: a database with two roles, and web servers under the lesser one."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from runwright.config.postgres import DATABASE, OWNER, Server
from tests.cli.test_up import ROOT, environment, free_port

ROLE = "runwright_app"
WITHIN = 240  # the machine of the tests may be a busy one


@dataclass(frozen=True)
class Deployment:
    """The settings of one installation, as its environment file would hold them."""

    home: Path

    @property
    def server(self) -> Server:
        return Server(self.home / "server", fast=True)

    def address(self, role: str) -> str:
        return f"postgresql://{role}@/{DATABASE}?host={self.server.socket_folder}"

    def environment(self) -> dict[str, str]:
        """That of the running program, which does not know the owner of the tables."""
        return environment(self.home) | {"DATABASE_URL": self.address(ROLE)}

    def migration(self) -> dict[str, str]:
        owner = {"RUNWRIGHT_MIGRATION_URL": self.address(OWNER), "RUNWRIGHT_DATABASE_ROLE": ROLE}
        return self.environment() | owner

    def lay_out(self) -> None:
        """As docs/running.md says: the role once, then ``runwright migrate``."""
        self.server.ensure()
        with psycopg.connect(self.address(OWNER), autocommit=True) as owner:
            owner.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        self.said("migrate", "--quiet", given=self.migration())

    def said(self, *words: str, given: dict[str, str] | None = None) -> str:
        """What a verb of the program prints when all is well."""
        return self.python("-m", "runwright.cli", *words, given=given)

    def python(self, *words: str, given: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=given or self.environment(), cwd=ROOT,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def served(self, *words: str, **given: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
        """A web server that is ready, and its port."""
        port = free_port()
        command = [sys.executable, "-m", "runwright.cli", "serve", "--port", str(port), *words]
        process = subprocess.Popen(command, env=self.environment() | given, cwd=ROOT)
        try:
            wait_until_ready(process, port)
            yield process, port
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(WITHIN)


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"not ready, exit code {process.poll()}")


@contextmanager
def deployed(home: Path) -> Iterator[Deployment]:
    """An installation of its own, gone afterwards."""
    made = Deployment(home)
    (home / "server").mkdir(exist_ok=True)
    (home / "server").chmod(0o755)
    try:
        made.lay_out()
        yield made
    finally:
        made.server.stop()
