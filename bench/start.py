"""How long the first and the second start take, and how much memory the running demo needs.

    python -m bench.start [--port 18472]

Clones this checkout's last commit into an empty folder, with an empty package cache, and runs
``make run`` until the sign-in page is there; stops it; starts it again.
"""

import argparse
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.program import ROOT, megabytes_of, wait_for

WITHIN = 300.0
SETTLE = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=18472)
    port = parser.parse_args().port
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "runwright"
        Path(folder).chmod(0o755)
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        for name in ("first start, cold cache", "second start"):
            seconds, megabytes = started(clone, port)
            print(f"| {name} | {seconds:.1f} s | {megabytes:.0f} MB |", flush=True)


def started(clone: Path, port: int) -> tuple[float, float]:
    """Seconds from ``make run`` to the page, and the memory of everything that then runs."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith("RUNWRIGHT")}
    environment = keep | {"XDG_CACHE_HOME": str(clone.parent / "cache"), "PIP_NO_CACHE_DIR": "1"}
    environment.pop("PYTHONPATH", None)
    command = ["python3", "bootstrap.py", "run", "--port", str(port)]
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=clone, env=environment, start_new_session=True) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/sign-in", WITHIN)
            seconds = time.monotonic() - begun
            time.sleep(SETTLE)
            return seconds, megabytes_of(processes(clone))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def processes(clone: Path) -> Iterator[int]:
    """Everything that runs out of the clone: program, workers and its database server."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _belongs(entry, str(clone)):
            yield int(entry.name)


def _belongs(entry: Path, clone: str) -> bool:
    try:
        words = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        where = str((entry / "cwd").readlink())
    except OSError:
        return False
    return clone in words or where.startswith(clone)


if __name__ == "__main__":
    main()
