"""Charts and time lines as the tables they are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django_stubs_ext import StrPromise

Words = str | StrPromise


@dataclass(frozen=True)
class Series:
    """One series: its name, the tone it is drawn in, and how its numbers are written."""

    name: Words
    tone: str = "accent"
    kind: str = "number"
    is_line: bool = False


@dataclass(frozen=True)
class Point:
    """One category with its values, one for each series; ``url`` is what lies behind it."""

    label: Words
    values: Sequence[Decimal | int | None]
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture of some series over categories, with the table it is drawn from."""

    name: str
    title: Words
    category: Words
    series: Sequence[Series]
    points: Sequence[Point]
    kind: str = "bar"
    unit: str = ""
    across: bool = False
    stacked: bool = True
    low: bool = False


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
