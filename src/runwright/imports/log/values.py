"""One cell at a time: strict parsing of names, times, durations, numbers and marks.

Each function returns the value or raises ``CellRefused`` with the code of the finding.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

LONGEST_NAME = 120
MOST = Decimal(10**12)
_DAY = 86_400 * 10**6
_SERIAL_ZERO = datetime.fromisoformat("1899-12-30")
_NUMBER = re.compile(r"[+-]?([0-9]{1,13})(?:\.([0-9]{1,12}))?")
_SPAN = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?")
_LOCAL = re.compile(
    r"(?P<a>[0-9]{1,4})(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>[0-9]{1,4})"
    r"(?:[ T]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_YES = frozenset({"y", "yes", "true", "1", "x", "da"})
_NO = frozenset({"", "n", "no", "false", "0", "nu", "-"})


class CellRefused(Exception):
    """A cell that cannot be read; ``code`` is the finding's, ``other`` its second fact."""

    def __init__(self, code: str, *, other: str = "") -> None:
        self.code, self.other = code, other
        super().__init__(code)


def shown(cell: Any) -> str:
    """A cell as text, short enough to be told back."""
    text = cell_text(cell)
    return text if len(text) <= 60 else text[:59] + "…"


def cell_text(cell: Any) -> str:
    """A cell as the text a CSV file of the same sheet would hold."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(cell // timedelta(seconds=1), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


@lru_cache(maxsize=20_000, typed=True)
def name_read(cell: Any, longest: int = LONGEST_NAME) -> str:
    """A name: NFC, single spaces, every character visible, at most ``longest`` characters."""
    text = unicodedata.normalize("NFC", " ".join(cell_text(cell).split()))
    if not text.isprintable():
        raise CellRefused("text_not_plain")
    if not text:
        raise CellRefused("empty")
    if len(text) > longest:
        raise CellRefused("text_too_long", other=str(longest))
    return text


@lru_cache(maxsize=20_000, typed=True)
def number_read(cell: Any, decimals: int = 0) -> Decimal:
    """A quantity ≥ 0 with at most ``decimals`` decimals; ASCII digits and a decimal point only."""
    if isinstance(cell, bool):
        raise CellRefused("not_a_number")
    match = _NUMBER.fullmatch(cell_text(cell))
    if match is None:
        raise CellRefused("number_too_large" if _long(cell) else "not_a_number", other=str(MOST))
    number = Decimal(match[0]).normalize() + 0
    if number < 0:
        raise CellRefused("number_negative")
    if number > MOST:
        raise CellRefused("number_too_large", other=str(MOST))
    if -int(number.as_tuple().exponent) > decimals:
        raise CellRefused("number_too_fine", other=str(decimals))
    return Decimal(int(number)) if number == int(number) else number


def _long(cell: Any) -> bool:
    text = cell_text(cell)
    return text.isascii() and text.isdecimal()


@lru_cache(maxsize=1_000, typed=True)
def mark_read(cell: Any) -> bool:
    """A yes or no mark; an empty cell means no."""
    text = cell_text(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellRefused("mark_unknown")


def moment_read(cell: Any, day_first: bool = True) -> datetime:
    """A time stamp as written, to the second; aware only when it carries its own offset.

    Read are ISO 8601, year/month/day, day.month.year, day/month/year (month/day/year when not
    ``day_first``), each with hours and minutes, and the day numbers of spreadsheets.
    """
    try:
        moment = _moment(cell, day_first)
    except (ValueError, OverflowError):
        raise CellRefused("not_a_time") from None
    if not 1970 <= moment.year <= 2100:
        raise CellRefused("time_out_of_range")
    return moment


def _moment(cell: Any, day_first: bool) -> datetime:
    if isinstance(cell, str):
        return _moment_from_text(cell.strip(), day_first)
    if isinstance(cell, datetime):
        return _to_second(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _to_second(_SERIAL_ZERO + timedelta(days=cell))
    raise ValueError(cell)


def _to_second(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _moment_from_text(text: str, day_first: bool) -> datetime:
    if not text:
        raise CellRefused("empty")
    if not text.isascii():
        raise ValueError(text)
    if text[4:5] == "-" and len(text) >= 16:
        return datetime.fromisoformat(text).replace(microsecond=0)
    match = _LOCAL.fullmatch(text)
    if match is None:
        if _NUMBER.fullmatch(text) and "." in text:
            return _to_second(_SERIAL_ZERO + timedelta(microseconds=int(Decimal(text) * _DAY)))
        raise ValueError(text)
    return _moment_from_parts(match.groupdict(), day_first)


def _moment_from_parts(part: dict[str, str | None], day_first: bool) -> datetime:
    a, b, c = part["a"] or "", part["b"] or "", part["c"] or ""
    if len(a) == 4:
        year, month, day = a, b, c
    elif len(c) == 4:
        year, month, day = (c, b, a) if day_first or part["sep"] == "." else (c, a, b)
    else:
        raise ValueError("a year has four digits")
    hour = _hour(int(part["hour"] or 0), (part["half"] or "").lower())
    minute, second = int(part["minute"] or 0), int(part["second"] or 0)
    day_of_year = date(int(year), int(month), int(day))
    return datetime.combine(day_of_year, time(hour, minute, second))


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("twelve-hour clock")
    return hour % 12 + (12 if half == "p" else 0)


@lru_cache(maxsize=5_000, typed=True)
def span_read(cell: Any) -> timedelta:
    """A logged duration: hhh:mm, hhh:mm:ss, or a share of a day.

    Raises ``CellRefused`` ``span_is_date`` when a spreadsheet has turned it into a date.
    """
    if isinstance(cell, timedelta):
        return cell
    if isinstance(cell, (datetime, date)):
        raise CellRefused("span_is_date")
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _share_of_day(cell)
    return _span_from_text(cell_text(cell))


def _share_of_day(days: int | float) -> timedelta:
    if not 0 <= days < 5_000:
        raise CellRefused("span_unreadable")
    return timedelta(seconds=round(days * 86_400))


def _span_from_text(text: str) -> timedelta:
    match = _SPAN.fullmatch(text)
    if match:
        return timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))
    raise CellRefused("span_is_date" if _LOCAL.fullmatch(text) else "span_unreadable")


Instant = Callable[[datetime], tuple[datetime, str]]


def instant_maker(zone: tzinfo, switching: bool) -> Instant:
    """How a local time stamp becomes an instant in UTC, with the code of a finding or nothing.

    Many shop clocks do not follow summer time; then (``switching`` false) the zone's standard
    offset holds all year and a booked minute stays a minute of the log.
    """
    return lambda moment: _instant(moment, zone, switching)


def _instant(moment: datetime, zone: tzinfo, switching: bool) -> tuple[datetime, str]:
    if moment.tzinfo is not None:
        return moment.astimezone(UTC), ""
    local = moment.replace(tzinfo=zone)
    if not switching:
        return (moment - _standard_offset(zone, moment.year)).replace(tzinfo=UTC), ""
    early, late = local.utcoffset(), local.replace(fold=1).utcoffset()
    if early == late:
        return local.astimezone(UTC), ""
    if early is None or late is None or early < late:
        raise CellRefused("time_missing")
    return local.astimezone(UTC), "time_doubled"


@lru_cache(maxsize=1_000)
def _standard_offset(zone: tzinfo, year: int) -> timedelta:
    """The zone's offset without summer time: the smaller of its offsets over the year."""
    days = (datetime(year, month, 1, tzinfo=zone) for month in range(1, 13))
    return min(day.utcoffset() or timedelta() for day in days)
