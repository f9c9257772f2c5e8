"""``runwright worker``: runs background jobs until it is told to stop, then ends the one it has."""

import argparse
import os
from typing import cast


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=3, help="how many jobs at the same time")


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("RUNWRIGHT_STATEMENT_SECONDS", "3600")
    os.environ.setdefault("RUNWRIGHT_LOCK_SECONDS", "60")
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast(DjangoConnector, app.connector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(
            concurrency=options.jobs,
            delete_jobs="successful",
            shutdown_graceful_timeout=20,
            fetch_job_polling_interval=5,
        )
    return 0
