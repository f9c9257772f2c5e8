"""Arithmetic of document numbers: ``MO-{year}-`` on a day, and the counter behind it."""

import re
from datetime import date
from functools import cache

from runwright.company.errors import PrefixNotPossible

PLACES = {"{year}": "0000", "{month}": "00"}
LONGEST = 14
DIGITS = 5
LARGEST = 2_000_000_000
_PATTERN = re.compile(r"(?:[A-Za-z0-9_./-]|\{year\}|\{month\})*[A-Za-z_./-]", re.ASCII)


def pattern_check(pattern: str, *, field: str) -> None:
    """Refuse what cannot be a prefix. It ends without a digit, so where it ends is never open."""
    if not _PATTERN.fullmatch(pattern) or len(shape_of(pattern)) > LONGEST:
        raise PrefixNotPossible(pattern=pattern, field=field)


def shape_of(pattern: str) -> str:
    """The pattern with a 0 for every digit there will be; patterns of one shape may meet."""
    for place, digits in PLACES.items():
        pattern = pattern.replace(place, digits)
    return re.sub("[0-9]", "0", pattern).upper()


def prefix_on(pattern: str, day: date) -> str:
    """The prefix on a day of the plant: ``MO-{year}-`` is ``MO-2026-``."""
    return pattern.replace("{year}", f"{day.year:04}").replace("{month}", f"{day.month:02}")


def number_of(prefix: str, count: int) -> str:
    """``MO-2026-`` and 17 are ``MO-2026-00017``."""
    return f"{prefix}{count:0{DIGITS}}"


def counted(pattern: str, number: str) -> tuple[str, int] | None:
    """Prefix and count of a number that this pattern could have given, else nothing."""
    prefix = number.rstrip("0123456789")
    digits = number[len(prefix) :]
    if not digits or shape_of(prefix) != shape_of(pattern) or int(digits) > LARGEST:
        return None
    return prefix, int(digits)


@cache
def countries() -> dict[str, str]:
    """The countries whose public holidays are known: two letters (ISO 3166) and English name."""
    from holidays.registry import COUNTRIES  # half a second, which only set-up shall wait for

    return {code: _spaced(name) for name, code, *_ in COUNTRIES.values()}


def _spaced(name: str) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", name)
