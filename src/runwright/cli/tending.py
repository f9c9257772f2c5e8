"""Looking after the parts of a running program: prepared, started, kept alive, stopped in order."""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings

from runwright.cli import assets, guess, schema
from runwright.cli.processes import Child, Stopped
from runwright.cli.terminal import say

READY_WITHIN = 60.0
EVERY = 0.5
INTERNAL_ERROR = 500
RUNWRIGHT = [sys.executable, "-m", "runwright.cli"]


def tend(options: argparse.Namespace, web: Child) -> int:
    """Prepare what the web server needs, start what does not run yet, and look after all of it
    until somebody stops the program. Returns the exit code."""
    jobs = worker()
    try:
        prepare(options, web)
        return keep(options, web, jobs)
    except Stopped:
        say("Stopping …")
        return 0
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    finally:
        for child in (web, jobs):
            child.stop()
        settings.SERVER.release()


def prepare(options: argparse.Namespace, web: Child) -> None:
    """The database at this version and, the first time, the demo factory; meanwhile nothing is
    served."""
    made = settings.HOME / "demo.made"
    if schema.behind() or assets.stale():
        web.end()
        say("Preparing the database …")
        verb("migrate", "--quiet")
    if options.demo and not made.exists():
        web.end()
        say("Building the demo factory …")
        verb("demo")
        made.touch()
    guess.remember()


def verb(*words: str) -> None:
    """Run another verb in a process of its own, whose memory is free afterwards."""
    subprocess.run([*RUNWRIGHT, *words], check=True)


def worker() -> Child:
    return Child("worker", [*RUNWRIGHT, "worker"], dict(os.environ))


def keep(options: argparse.Namespace, web: Child, jobs: Child) -> int:
    """Start the children, say where to go, and start again whichever dies."""
    if not web.runs():
        web.start()
    address = wait_until_ready(options, web)
    jobs.start()
    say(f"\n  Runwright is at {address}   (Ctrl-C stops it)\n")
    invitation = Child("invitation", [*RUNWRIGHT, "invite", "--address", address], dict(os.environ))
    invitation.start()
    try:
        while not (web.hopeless() or jobs.hopeless()):
            watch([web, jobs])
            time.sleep(EVERY)
    finally:
        invitation.stop()
    say("A part of the program ends as soon as it starts; its words are above.")
    return 1


def watch(children: list[Child]) -> None:
    """Start again what has died, the database server included."""
    if not settings.DATABASE_URL and not settings.SERVER.answers():
        say("The database server died; starting it again.")
        settings.SERVER.ensure()
    for child in children:
        if child.ended() and not child.hopeless():
            say(f"The {child.name} died; starting it again.")
            child.start()


def wait_until_ready(options: argparse.Namespace, server: Child) -> str:
    """Wait until the server answers; return the address to tell people."""
    host = "localhost" if options.host in {"127.0.0.1", "0.0.0.0", "::"} else options.host
    address = f"{'https' if options.tls else 'http'}://{host}:{options.port}"
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and not server.ended():
        if ready(options):
            return address
        time.sleep(0.1)
    raise SystemExit("The web server did not start; its words are above.")


def ready(options: argparse.Namespace) -> bool:
    """Ask the server itself; behind TLS it is enough that somebody listens."""
    host = "127.0.0.1" if options.host in {"0.0.0.0", "::"} else options.host
    if options.tls:
        with socket.socket() as line:
            return line.connect_ex((host, options.port)) == 0
    try:
        with urllib.request.urlopen(f"http://{host}:{options.port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        if error.code == INTERNAL_ERROR:
            raise SystemExit("The web server cannot answer; its words are above.") from error
        return False
    except OSError:
        return False
