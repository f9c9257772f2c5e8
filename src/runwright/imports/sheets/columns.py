"""The columns of a spreadsheet of masters: how a cell is read, and how a value is written.

A value that is written is read back as the same value.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from runwright.imports.errors import CellRefused
from runwright.imports.reading.tables import Cell
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import parse_decimal, parse_ratio, plain, plain_ratio
from runwright.reports.lists.columns import Label
from runwright.resources.rules import WeeklyBreak

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORMULA_STARTS = ("'=", "'+", "'-", "'@")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
YES = frozenset({"yes", "da", "true", "1", "x"})
NO = frozenset({"no", "nu", "false", "0", ""})


def text_of(cell: Cell | None) -> str:
    """What a cell shows, in plain characters: numbers as a spreadsheet shows them."""
    match cell:
        case None:
            text = ""
        case bool():
            text = "yes" if cell else "no"
        case float():
            text = plain(Decimal(f"{cell:.15g}"))
        case datetime():
            text = cell.isoformat(" ", "minutes").removesuffix(" 00:00")
        case timedelta():
            text = f"{cell // HOUR:02}:{cell % HOUR // MINUTE:02}"
        case time():
            text = cell.isoformat("minutes")
        case _:
            text = _tidy(str(cell))
    return text


def _tidy(text: str) -> str:
    """Composed characters, no space around, and no apostrophe that only disarmed a formula."""
    tidy = unicodedata.normalize("NFC", text).strip()
    return tidy[1:] if tidy.startswith(FORMULA_STARTS) else tidy


@dataclass(frozen=True)
class Column:
    """A column of text; ``required`` ones must be in the file and filled in.

    An empty cell says ``empty``; where it ``keeps``, it says nothing: what there is stays, and a
    new record has what is usual. What is ``only_new`` is asked for when a record is made, and
    never compared afterwards.
    """

    key: str
    label: Label
    required: bool = False
    longest: int = 200
    hint: Label = ""
    empty: Any = ""
    keeps: bool = False
    only_new: bool = False

    def read(self, cell: Cell | None) -> Any:
        """The value of a cell; nothing for an empty one. Raises ``CellRefused``."""
        text = text_of(cell)
        if not text:
            if self.required:
                raise self.refusal("", gettext("It must be filled in."))
            return self.empty
        return self.value(text)

    def value(self, text: str) -> Any:
        """The value of a text that is not empty."""
        if DIRECTION.search(text) or any(self._is_odd(one) for one in text):
            raise self.refusal(text, gettext("It holds characters that cannot be seen."))
        if len(text) > self.longest:
            sentence = gettext("It has more than {longest} characters.")
            raise self.refusal(text, sentence.format(longest=self.longest))
        return text

    def _is_odd(self, character: str) -> bool:
        return unicodedata.category(character) == "Cc" and character not in "\n\t"

    def written(self, value: Any) -> Any:
        """A value as a cell."""
        return value

    def told(self, value: Any) -> str:
        """A value as the difference of two rows shows it."""
        written = self.written(value)
        return plain(written) if isinstance(written, Decimal) else str(written or "")

    def refusal(self, text: str, problem: str) -> CellRefused:
        """The refusal of a cell."""
        return CellRefused(column=str(self.label), found=text[:40], problem=problem, field=self.key)


@dataclass(frozen=True)
class Number(Column):
    """An exact number that is not negative."""

    places: int = 6
    percent: bool = False
    empty: Any = None

    def value(self, text: str) -> Any:
        try:
            number = parse_decimal(text.replace(",", "."), field=self.key)
        except Refusal:
            raise self.refusal(text, gettext("It is not a number such as 12.5.")) from None
        if number < 0:
            raise self.refusal(text, gettext("It is negative."))
        if number != round(number, self.places):
            sentence = gettext("It has more than {places} decimals.")
            raise self.refusal(text, sentence.format(places=self.places))
        return number / 100 if self.percent else number

    def written(self, value: Any) -> Any:
        if value is None:
            return None
        return Decimal(plain(value * 100 if self.percent else value))


@dataclass(frozen=True)
class Whole(Number):
    """A whole number."""

    places: int = 0

    def value(self, text: str) -> Any:
        return int(super().value(text))

    def written(self, value: Any) -> Any:
        return None if value is None else Decimal(value)


@dataclass(frozen=True)
class Ratio(Column):
    """An exact ratio: 25, 0.4536 or 1/1000."""

    empty: Any = None

    def value(self, text: str) -> Any:
        try:
            return parse_ratio(text.replace(",", "."), field=self.key)
        except Refusal:
            sentence = gettext("It is not a ratio such as 25, 0.4536 or 1/1000.")
            raise self.refusal(text, sentence) from None

    def written(self, value: Any) -> Any:
        return plain_ratio(Fraction(value)) if value is not None else None


@dataclass(frozen=True)
class Flag(Column):
    """Yes or no."""

    empty: Any = False

    def value(self, text: str) -> Any:
        if text.lower() not in YES | NO:
            raise self.refusal(text, gettext("It is yes or no."))
        return text.lower() in YES

    def written(self, value: Any) -> Any:
        return "yes" if value else "no"


@dataclass(frozen=True)
class Word(Column):
    """One of a few words, in English or in the language of whoever imports."""

    words: Mapping[str, Label] | None = None

    def value(self, text: str) -> Any:
        known = self.words or {}
        for value, label in known.items():
            if text.lower() in {value.lower(), str(label).lower()}:
                return value
        sentence = gettext("It is one of {words}.").format(words=", ".join(known))
        raise self.refusal(text, sentence)


@dataclass(frozen=True)
class Day(Column):
    """A day, written 2026-11-21."""

    empty: Any = None

    def value(self, text: str) -> Any:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise self.refusal(text, gettext("It is not a day such as 2026-11-21.")) from None
        if not 1900 <= day.year <= 2199:
            raise self.refusal(text, gettext("It is not a day of these times."))
        return day


@dataclass(frozen=True)
class Clock(Column):
    """A time of day, written 06:00."""

    empty: Any = None

    def value(self, text: str) -> Any:
        try:
            return time.fromisoformat(text.zfill(5))
        except ValueError:
            raise self.refusal(text, gettext("It is not a time of day such as 06:00.")) from None

    def written(self, value: Any) -> Any:
        return value.isoformat("minutes") if value is not None else None


@dataclass(frozen=True)
class Codes(Column):
    """Several codes with commas between; their order says something only where it is ``ranked``."""

    longest: int = 2000
    empty: Any = ()
    ranked: bool = False

    def value(self, text: str) -> Any:
        codes = dict.fromkeys(one.strip() for one in super().value(text).split(",") if one.strip())
        return tuple(codes) if self.ranked else tuple(sorted(codes))

    def written(self, value: Any) -> Any:
        return ", ".join(value)


@dataclass(frozen=True)
class Weekdays(Column):
    """Weekdays as figures, Monday being 1: 12345."""

    def value(self, text: str) -> Any:
        figures = text.replace(",", "").replace(" ", "")
        if not re.fullmatch("[1-7]+", figures, re.ASCII):
            raise self.refusal(text, gettext("Write weekdays as 12345, Monday being 1."))
        return tuple(sorted({int(one) - 1 for one in figures}))

    def written(self, value: Any) -> Any:
        return "".join(str(day + 1) for day in value)


@dataclass(frozen=True)
class Breaks(Column):
    """Breaks of a shift: 10:00-10:15, 12:00-12:30."""

    empty: Any = ()

    def value(self, text: str) -> Any:
        try:
            return tuple(_break(part) for part in text.replace("–", "-").split(","))
        except ValueError:
            sentence = gettext("Write breaks as 10:00-10:15, 12:00-12:30.")
            raise self.refusal(text, sentence) from None

    def written(self, value: Any) -> Any:
        return ", ".join(f"{one.starts:%H:%M}-{one.ends:%H:%M}" for one in value)


def _break(text: str) -> WeeklyBreak:
    starts, ends = (time.fromisoformat(part.strip().zfill(5)) for part in text.split("-"))
    return WeeklyBreak(starts, ends)
