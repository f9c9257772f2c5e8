"""Many at once: threads that start together, each with a connection of its own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import TypeVar

from django.db import connection

from runwright.kernel.errors import Refusal

Made = TypeVar("Made")


def at_once(works: Sequence[Callable[[], Made]]) -> list[Made | Refusal]:
    """Run every work in its own thread, all let go together; a refusal is an answer like another.

    Any other error ends the test: nobody at a machine may ever see one.
    """
    gate = Barrier(len(works))

    def run(work: Callable[[], Made]) -> Made | Refusal:
        with closing(connection):
            connection.ensure_connection()
            gate.wait(timeout=60)
            try:
                return work()
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(max_workers=len(works)) as crowd:
        return list(crowd.map(run, works))


def refusals(answers: Sequence[object]) -> list[Refusal]:
    return [answer for answer in answers if isinstance(answer, Refusal)]


def made(answers: Sequence[Made | Refusal]) -> Iterator[Made]:
    return (answer for answer in answers if not isinstance(answer, Refusal))
