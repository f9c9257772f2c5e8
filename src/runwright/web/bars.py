"""Time lines as the tables they are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django_stubs_ext import StrPromise

Words = str | StrPromise


@dataclass(frozen=True)
class Bar:
    """An interval of a time line; an open one ends at the present."""

    lane: str
    start: datetime
    end: datetime | None
    kind: str
    label: str
    who: str = ""
    url: str = ""


@dataclass(frozen=True)
class TimeLine:
    """Intervals per lane over time; ``more`` counts those left out."""

    name: str
    title: Words
    lane: Words
    bars: Sequence[Bar]
    more: int = 0
    kinds: Sequence[str] = field(default=("setup", "run", "rework", "disruption"))
