"""Many at once: threads that start together, each with a connection of its own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Self, TypeVar

from django.db import connection

from runwright.journal.retries import retried
from runwright.kernel.errors import Refusal

Made = TypeVar("Made")


class Crowd:
    """So many people, who keep their connections from one round to the next."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.gate = Barrier(size)
        self.threads = ThreadPoolExecutor(max_workers=size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self.threads:
            self._each([_leave] * self.size)

    def at_once(self, works: Sequence[Callable[[], Made]]) -> list[Made | Refusal]:
        """Run every work in its own thread, all let go together; a refusal is an answer like
        another. Any other error ends the test: nobody at a machine may ever see one.
        """
        return self._each([lambda one=work: _answered(one) for work in works])

    def _each(self, works: Sequence[Callable[[], Made]]) -> list[Made]:
        """Nobody passes the gate before all are there, so nobody does the work of two."""
        assert len(works) == self.size

        def run(work: Callable[[], Made]) -> Made:
            connection.ensure_connection()
            self.gate.wait(timeout=60)
            return work()

        return list(self.threads.map(run, works))


def _answered(work: Callable[[], Made]) -> Made | Refusal:
    """As every door does it: who waited for a lock too long tries again."""
    try:
        return retried(work)
    except Refusal as refusal:
        return refusal


def _leave() -> None:
    """Close the connection of this thread."""
    connection.close()


def at_once(works: Sequence[Callable[[], Made]]) -> list[Made | Refusal]:
    """One round of a crowd that was not there before."""
    with Crowd(len(works)) as crowd:
        return crowd.at_once(works)


def refusals(answers: Sequence[object]) -> list[Refusal]:
    return [answer for answer in answers if isinstance(answer, Refusal)]


def made(answers: Sequence[Made | Refusal]) -> Iterator[Made]:
    return (answer for answer in answers if not isinstance(answer, Refusal))
