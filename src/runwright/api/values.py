"""The plain values of the API: how each is written in JSON, read strictly, and described.

Numbers are exact: decimals travel as strings (whole JSON numbers are taken too), never as floats.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import parse_decimal, plain

FIRST_YEAR, LAST_YEAR = 1900, 2199
BIGGEST_KEY = 2**63 - 1
FORBIDDEN = re.compile("[\0\ud800-\udfff]")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides of the reading direction: they make a code look like another one."""

_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", re.ASCII)


def _decimal(value: object) -> Decimal:
    try:
        return parse_decimal(value, field="value")
    except Refusal as refusal:
        raise PydanticCustomError("refused", "not a number", {"refusal": refusal}) from None


def _within(digits: int, places: int) -> AfterValidator:
    """At most ``digits`` before the point and ``places`` after it: what the column can hold."""

    def check(value: Decimal) -> Decimal:
        exponent = int(value.as_tuple().exponent)
        if value and (value.adjusted() >= digits or -exponent > places + _idle_zeros(value)):
            raise PydanticCustomError(
                "too_precise",
                "at most {digits} digits before the point and {places} after it",
                {"digits": digits, "places": places},
            )
        return value

    return AfterValidator(check)


def _idle_zeros(value: Decimal) -> int:
    """Zeros at the end of the places, which say nothing."""
    text = format(value, "f")
    return len(text) - len(text.rstrip("0")) if "." in text else 0


@dataclass(frozen=True)
class Number(GroupedMetadata):
    """An exact decimal with so many digits before and places after the point, within bounds."""

    digits: int = 15
    places: int = 9
    gt: Decimal | None = None
    ge: Decimal | None = None
    le: Decimal | None = None
    lt: Decimal | None = None

    def __iter__(self) -> Iterator[object]:
        yield BeforeValidator(_decimal)
        yield _within(self.digits, self.places)
        yield Field(gt=self.gt, ge=self.ge, le=self.le, lt=self.lt)
        yield PlainSerializer(plain, return_type=str, when_used="json")
        yield WithJsonSchema(self._given(), mode="validation")
        yield WithJsonSchema(SHOWN_NUMBER, mode="serialization")

    def _given(self) -> dict[str, Any]:
        most = 10**self.digits - 1
        sign = "" if self.ge == 0 or self.gt == 0 else "[+-]?"
        least = {"": int(self.gt == 0)}.get(sign, -most)
        pattern = rf"^{sign}[0-9]{{1,{self.digits}}}(\.[0-9]{{1,{self.places}}})?$"
        whole = {"type": "integer", "minimum": least, "maximum": most}
        return {"anyOf": [{"type": "string", "pattern": pattern}, whole]}


SHOWN_NUMBER = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "examples": ["12.5"]}


def _text(value: str) -> str:
    if FORBIDDEN.search(value):
        raise PydanticCustomError("bad_character", "a text cannot hold the character NUL")
    return value


def _line(value: str) -> str:
    if DIRECTION.search(value) or any(unicodedata.category(c) == "Cc" for c in value):
        raise PydanticCustomError("bad_character", "one line of visible characters is expected")
    return value.strip()


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """One line of text without control characters; blanks around it are dropped."""

    longest: int
    shortest: int = 0

    def __iter__(self) -> Iterator[object]:
        yield Strict()
        yield AfterValidator(_text)
        yield AfterValidator(_line)
        yield _at_least(self.shortest)
        yield Field(min_length=self.shortest or None, max_length=self.longest)


def _at_least(shortest: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) < shortest:
            raise PydanticCustomError("empty", "this cannot be empty")
        return value

    return AfterValidator(check)


def _dated(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    """Only the written form counts: numbers are no instants here."""

    def check(value: object) -> object:
        if isinstance(value, (datetime, date, time)):
            return value
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise PydanticCustomError("bad_time", "write it as {example}", {"example": example})
        return value

    return BeforeValidator(check)


def _in_range(value: Any) -> Any:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError(
            "bad_time",
            "the year must be from {first} to {last}",
            {"first": FIRST_YEAR, "last": LAST_YEAR},
        )
    return value


Exact = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema(SHOWN_NUMBER),
]
"""A number that is only shown."""

Quantity = Annotated[Decimal, Number()]
Amount = Annotated[Decimal, Number(ge=Decimal())]
Positive = Annotated[Decimal, Number(gt=Decimal())]
Money = Annotated[Decimal, Number(15, 6)]
Price = Annotated[Decimal, Number(15, 6, ge=Decimal())]
Minutes = Annotated[Decimal, Number(8, 6, ge=Decimal())]
Share = Annotated[Decimal, Number(1, 6, ge=Decimal(), le=Decimal(1))]
Code = Annotated[str, Line(40, shortest=1)]
ShortCode = Annotated[str, Line(20, shortest=1)]
Label = Annotated[str, Line(80, shortest=1)]
Name = Annotated[str, Line(120, shortest=1)]
Prose = Annotated[str, Strict(), AfterValidator(_text), StringConstraints(max_length=5000)]
Whole = Annotated[int, Strict(), Field(ge=0, le=2**31 - 1)]
Small = Annotated[int, Strict(), Field(ge=0, le=2**15 - 1)]
Key = Annotated[int, Strict(), Field(ge=1, le=BIGGEST_KEY)]
PathKey = Annotated[int, Field(ge=1, le=BIGGEST_KEY)]
Flag = Annotated[bool, Strict()]
Instant = Annotated[
    AwareDatetime,
    _dated(_INSTANT, "2026-11-21T14:30:00Z"),
    AfterValidator(_in_range),
]
Day = Annotated[date, _dated(_DAY, "2026-11-21"), AfterValidator(_in_range)]
Clock = Annotated[time, _dated(_CLOCK, "14:30")]
