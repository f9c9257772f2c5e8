"""``runwright serve``: the web server alone."""

import argparse
import os
import sys

from django.conf import settings

from runwright.cli.terminal import say

MOST_THREADS = 64


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 for every network")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--threads", type=int, default=8, help="requests at once in each process")
    parser.add_argument("--tls", action="store_true", help="with the certificate of runwright cert")


def run(options: argparse.Namespace) -> int:
    """Become the server: the process is replaced, so that signals reach it directly.

    Returns only when that is not possible.
    """
    if options.tls and not (settings.HOME / "certificates" / "server.pem").exists():
        say("There is no certificate yet: run `runwright cert` first.")
    else:
        os.environ |= environment(options)
        words = command(options)
        os.execv(words[0], words)
    return 1


def environment(options: argparse.Namespace) -> dict[str, str]:
    """One database connection for each thread; secure cookies with TLS."""
    tls = {"RUNWRIGHT_TLS": "yes"} if options.tls else {}
    return {"RUNWRIGHT_POOL": str(min(options.threads, MOST_THREADS))} | tls


def command(options: argparse.Namespace) -> list[str]:
    """The command line of the server."""
    certificates = settings.HOME / "certificates"
    tls = ("--ssl-certificate", "server.pem", "--ssl-keyfile", "server.key")
    secure = [str(certificates / word) if "." in word else word for word in tls]
    return [
        *(sys.executable, "-m", "granian", "runwright.config.wsgi:application"),
        *("--interface", "wsgi", "--no-ws", "--log-level", "error"),
        *("--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--blocking-threads", str(options.threads)),
        *("--workers-kill-timeout", "15", "--respawn-failed-workers"),
        *(secure if options.tls else ()),
    ]
