"""``runwright up``: everything a factory needs, from one command, until Ctrl-C."""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings

from runwright.cli import assets, schema
from runwright.cli.ground import say
from runwright.cli.processes import Child, Stopped, stop_on_signals
from runwright.cli.verbs import serve

READY_WITHIN = 60.0
PORTS = 50
EVERY = 0.5
INTERNAL_ERROR = 500
WEB = "web server"
RUNWRIGHT = [sys.executable, "-m", "runwright.cli"]


def arguments(parser: argparse.ArgumentParser) -> None:
    serve.arguments(parser)
    parser.add_argument("--demo", action="store_true", help="with the demo factory")


def run(options: argparse.Namespace) -> int:
    stop_on_signals()
    options.port = free_port(options.host, options.port)
    children: list[Child] = []
    try:
        prepare(options)
        children += [web(options), worker()]
        return keep(options, children)
    except Stopped:
        say("Stopping …")
        return 0
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    finally:
        for child in children:
            child.stop()
        settings.SERVER.release()


def prepare(options: argparse.Namespace) -> None:
    """The database at this version and, the first time, the demo factory."""
    if schema.behind() or assets.stale():
        say("Preparing the database …")
        verb("migrate", "--quiet")
    if options.demo:
        os.environ["RUNWRIGHT_DEMO"] = "yes"
        made = settings.HOME / "demo.made"
        if not made.exists():
            say("Building the demo factory …")
            verb("demo")
            made.touch()


def verb(*words: str) -> None:
    """Run another verb in a process of its own, whose memory is free afterwards."""
    subprocess.run([*RUNWRIGHT, *words], check=True)


def web(options: argparse.Namespace) -> Child:
    environment = os.environ | serve.environment(options)
    return Child(WEB, serve.command(options), environment)


def worker() -> Child:
    return Child("worker", [*RUNWRIGHT, "worker"], dict(os.environ))


def keep(options: argparse.Namespace, children: list[Child]) -> int:
    """Start the children, say where to go, and start again whichever dies."""
    for child in children:
        child.start()
        if child.name == WEB:
            address = wait_until_ready(options, child)
    say(f"\n  Runwright is at {address}   (Ctrl-C stops it)\n")
    invitation = Child("invitation", [*RUNWRIGHT, "invite", "--address", address], dict(os.environ))
    invitation.start()
    try:
        while not any(child.hopeless() for child in children):
            watch(children)
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


def free_port(host: str, wished: int) -> int:
    """The wished port, or the next one nobody listens on."""
    for port in range(wished, wished + PORTS):
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                line.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No port from {wished} to {wished + PORTS - 1} is free.")
