"""``runwright up``: everything a factory needs, from one command, until Ctrl-C."""

import argparse
import os
import socket

from runwright.cli import guess
from runwright.cli.processes import Child, Stopped, stop_on_signals
from runwright.cli.verbs import serve

PORTS = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    serve.arguments(parser)
    parser.add_argument("--demo", action="store_true", help="with the demo factory")


def run(options: argparse.Namespace) -> int:
    """Where most likely nothing is to be prepared, the web server loads first of all: it takes
    longest, and what looks after it loads meanwhile."""
    stop_on_signals()
    options.port = free_port(options.host, options.port)
    if options.demo:
        os.environ["RUNWRIGHT_DEMO"] = "yes"
    web = Child("web server", serve.command(options), os.environ | serve.environment(options))
    try:
        if guess.is_prepared():
            web.start()
        from runwright.cli import tending

        return tending.tend(options, web)
    except Stopped:
        web.stop()
        return 0


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
