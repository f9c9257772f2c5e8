"""From a fresh clone to a running program, with Python's standard library alone.

    python3 bootstrap.py run     a venv, the locked packages, then `runwright up --demo`
    python3 bootstrap.py test    the same with the tools of the developers, then every check
    python3 bootstrap.py install the venv with the developers' packages, no more

The packages are those of requirements/*.txt, checked by their hashes; they are installed again
only when the lock has changed.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"base": ROOT / "requirements" / "base.txt", "dev": ROOT / "requirements" / "dev.txt"}

CHECKS: list[tuple[str, list[str]]] = [
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("format", ["ruff", "format", "--quiet", "--check", "."]),
    ("templates", ["djlint", "--quiet", "--lint", "src"]),
    ("tests", ["pytest", "-n", "2", "--dist", "loadfile", "--durations", "10"]),
]


def main(words: list[str]) -> int:
    """Run the verb named by the first word with the remaining ones as its arguments."""
    if sys.version_info < (3, 11):
        return fail(f"Runwright needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    # Packages come without bytecode: they compile themselves once, and not at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    verbs = {"run": run, "test": test, "install": install}
    if not words or words[0] not in verbs:
        return fail(__doc__)
    try:
        return verbs[words[0]](words[1:])
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        return fail(f"It cannot go on: {error}")


def fail(sentence: str) -> int:
    """Say why it cannot go on; the exit code is 2."""
    print(sentence, file=sys.stderr)
    return 2


def run(words: list[str]) -> int:
    """Install what the program needs and become the program."""
    prepare("base")
    os.execv(PYTHON, [str(PYTHON), "-m", "runwright.cli", "up", "--demo", *words])


def install(words: list[str]) -> int:
    """Install what developers need."""
    prepare("dev")
    return 0


def test(words: list[str]) -> int:
    """Install what developers need and make every check, the quick ones first.

    Further words go to pytest.
    """
    prepare("dev")
    provide_browser()
    failed = [name for name, check in CHECKS if not passes(name, check, words)]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall checks passed")
    return 1 if failed else 0


def passes(name: str, check: list[str], words: list[str]) -> bool:
    """Make one check and say how long it took."""
    began = time.monotonic()
    more = words if name == "tests" else []
    done = subprocess.run([VENV / "bin" / check[0], *check[1:], *more], cwd=ROOT, check=False)
    said = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
    return done.returncode == 0


def prepare(name: str) -> None:
    """A venv that holds the packages of the lock ``name`` and finds the sources."""
    mark = VENV / f".installed-{name}"
    digest = hashlib.sha256(LOCKS[name].read_bytes() + sys.version.encode()).hexdigest()
    with alone():
        if mark.exists() and mark.read_text() == digest:
            return
        make_venv()
        print(f"Installing the packages of {LOCKS[name].name} …", flush=True)
        install_lock(LOCKS[name])
        mark.write_text(digest)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One at a time installs here; a second one waits until the first is done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is installing here; waiting for it …", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def make_venv() -> None:
    """A venv of this Python; one of another version is thrown away."""
    settings = VENV / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:3]))
    if PYTHON.exists() and f"version = {version}" in settings.read_text():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making a virtual environment …", flush=True)
    own_pip = ["--without-pip"] if importlib.util.find_spec("pip") else []
    made = subprocess.run([sys.executable, "-m", "venv", *own_pip, VENV], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit(
            "The virtual environment could not be made; the reason is above. Where Python's venv "
            "module is missing, as on a plain Debian: apt install python3-venv."
        )
    link_sources()


def link_sources() -> None:
    """Let the venv find the sources, and give it the console command."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    packages = VENV / "lib" / version / "site-packages"
    (packages / "runwright.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "runwright"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m runwright.cli "$@"\n')
    command.chmod(0o755)


def install_lock(lock: Path) -> None:
    """Install a lock with uv where there is one, else with pip: the venv's or this Python's.

    A venv without a pip of its own is made six seconds sooner.
    """
    words = ["--quiet", "--require-hashes", "-r", str(lock)]
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "--python", str(PYTHON), *words]
    elif importlib.util.find_spec("pip"):
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *words]
    else:
        command = [str(PYTHON), "-m", "pip", "install", *words]
    if command[0] != "uv":
        command += ["--quiet", "--no-compile", "--disable-pip-version-check"]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit("The packages could not be installed; the reason is above.")


def provide_browser() -> None:
    """Debian's Chromium for the browser tests, where it is missing and we may install it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if any(shutil.which(name) for name in names):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("No Chromium: the browser tests will be skipped.", flush=True)
        return
    print("Installing Chromium for the browser tests …", flush=True)
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(
            ["apt-get", *quiet, *words], check=False, env=environment, stdout=subprocess.DEVNULL
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
