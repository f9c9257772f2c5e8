"""Reading the company once per request, and never a stale one in the next.

Outside of ``company_held`` everything is read when it is asked for. Inside, the first answer
counts until the end, unless the company is written there: from then on it is read anew, so that
neither the change nor its rollback is missed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

Read = TypeVar("Read")

_held: ContextVar[dict[str, object] | None] = ContextVar("company_held", default=None)


@contextmanager
def company_held() -> Iterator[None]:
    """Within, what is read of the company is read once; one inside another changes nothing."""
    token = _held.set({} if _held.get() is None else _held.get())
    try:
        yield
    finally:
        _held.reset(token)


def read_once(name: str, read: Callable[[], Read]) -> Read:
    """What ``read`` gives; inside ``company_held`` what it gave the first time."""
    held = _held.get()
    if held is None or "written" in held:
        return read()
    if name not in held:
        held[name] = read()
    return cast(Read, held[name])


def forget() -> None:
    """The company is being written: until the end of ``company_held`` nothing is kept."""
    held = _held.get()
    if held is not None:
        held.clear()
        held["written"] = True
