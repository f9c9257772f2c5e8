"""The program under measurement: its verbs as processes of their own, and a signed-in visitor."""

import os
import re
import resource
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "a bench is for sitting"
READY_WITHIN = 60.0


@dataclass(frozen=True)
class Run:
    """What one verb took: seconds of wall clock, seconds of processor (its own and the database's),
    megabytes of resident memory at its peak. On a shared machine the processor's are the truer."""

    seconds: float
    processor: float
    megabytes: float
    words: str


@dataclass
class Program:
    """Runwright with a data home of its own."""

    home: Path
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        own = {"RUNWRIGHT_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src")}
        self.environment = {**os.environ, **own}

    def verb(self, *words: str) -> Run:
        """Run a verb to its end; a failure ends the measurement with the verb's own words."""
        begun, worked = time.monotonic(), self._processor()
        with self._start(*words, stdout=subprocess.PIPE) as process:
            told, _ = process.communicate()
            status = process.returncode
        if status:
            raise SystemExit(f"runwright {' '.join(words)} failed:\n{told.decode()}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        taken = time.monotonic() - begun
        return Run(taken, self._processor() - worked, peak, told.decode())

    def _processor(self) -> float:
        """Seconds of processor of all verbs, ended or running, and of the database server."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        running = family([os.getpid(), *self._postmaster()]) - {os.getpid()}
        return ended.ru_utime + ended.ru_stime + sum(map(processor_seconds, running))

    def _postmaster(self) -> list[int]:
        locks = self.home.glob("postgres/*/data/postmaster.pid")
        return [int(lock.read_text().split()[0]) for lock in locks]

    @contextmanager
    def serving(self, port: int, *options: str) -> Iterator["Visitor"]:
        """The web server while somebody signed in as the administrator visits it."""
        address = f"http://127.0.0.1:{port}"
        invitation = self.verb("invite", "--address", address).words
        with self._start("serve", "--port", str(port), *options, stdout=None) as process:
            try:
                yield _visitor(address, invitation, self._processor)
            finally:
                process.terminate()
                process.wait(30)

    def _start(self, *words: str, stdout: int | None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "runwright.cli", *words]
        return subprocess.Popen(command, env=self.environment, stdout=stdout)

    def stop_database(self) -> None:
        """Stop the database server of the data home."""
        script = (
            "import sys; from pathlib import Path; from runwright.config.postgres import Server;"
            "Server(Path(sys.argv[1])).stop()"
        )
        command = [sys.executable, "-c", script, str(self.home)]
        subprocess.run(command, env=self.environment, check=True)


class Visitor:
    """A browser without a screen: keeps cookies, follows redirects, measures.

    ``processor`` tells the seconds of processor that server and database have used so far.
    """

    def __init__(self, address: str, processor: Callable[[], float]) -> None:
        self.address = address
        self.processor = processor
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[float, str]:
        """Milliseconds until the whole page is there, and the page."""
        begun = time.perf_counter()
        with self.opener.open(f"{self.address}{path}", timeout=60) as answer:
            text = answer.read().decode("utf-8", "replace")
        return 1000 * (time.perf_counter() - begun), text

    def post(self, path: str, form: dict[str, str]) -> None:
        """Send a form the way the page at ``path`` would."""
        _, text = self.get(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        fields = form | ({"csrfmiddlewaretoken": found[1]} if found else {})
        body = urllib.parse.urlencode(fields).encode()
        asked = urllib.request.Request(f"{self.address}{path}", body, {"Referer": self.address})
        self.opener.open(asked, timeout=60).close()


def wait_for(address: str, within: float = READY_WITHIN) -> float:
    """Seconds until a page is answered at this address."""
    begun = time.monotonic()
    while time.monotonic() - begun < within:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return time.monotonic() - begun
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"Nobody answers at {address}.")


def _visitor(address: str, invitation: str, processor: Callable[[], float]) -> Visitor:
    """Take up the one-time link and be signed in; without a link, by the password set before."""
    wait_for(f"{address}/readyz")
    visitor, link = Visitor(address, processor), re.search(r"(/welcome/\S+)", invitation)
    if link:
        visitor.post(link[1], {"password": PASSWORD})
    else:
        visitor.post("/sign-in", {"username": "admin", "password": PASSWORD})
    return visitor


def family(pids: list[int]) -> set[int]:
    """These processes with all their descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (words := _stat(int(entry.name))):
            parents[int(entry.name)] = int(words[1])
    found, fresh = set(pids), set(pids)
    while fresh := {pid for pid, parent in parents.items() if parent in fresh} - found:
        found |= fresh
    return found


def processor_seconds(pid: int) -> float:
    """Seconds of processor of a process and of its children that have ended."""
    return sum(map(int, _stat(pid)[11:15])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """What the system says about a process, from its state on; nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def megabytes_of(pids: Iterator[int]) -> float:
    """The memory of processes together, shared pages counted once (PSS)."""
    kilobytes = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        kilobytes += int(found[1]) if found else 0
    return kilobytes / 1024
