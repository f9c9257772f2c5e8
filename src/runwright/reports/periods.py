"""Periods of whole days in the plant: named ones, free ones, and all there is."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from runwright.reports.errors import BadPeriod, BadQuery
from runwright.reports.lists.columns import Label
from runwright.reports.lists.filters import SHOWN, day_of

DAY = timedelta(days=1)

PERIODS: dict[str, Label] = {
    "this_month": _("This month"),
    "last_month": _("Last month"),
    "3_months": _("3 months"),
    "6_months": _("6 months"),
    "12_months": _("12 months"),
    "free": _("From … to …"),
    "all": _("All"),
}


@dataclass(frozen=True)
class Period:
    """From ``first`` to ``last``, both included; without days it is all there is."""

    name: str
    zone: ZoneInfo
    first: date | None = None
    last: date | None = None

    @property
    def start(self) -> datetime | None:
        """The instant at which the first day begins."""
        return datetime.combine(self.first, time(), self.zone) if self.first else None

    @property
    def end(self) -> datetime | None:
        """The instant at which the day after the last begins."""
        return datetime.combine(self.last + DAY, time(), self.zone) if self.last else None

    def query(self, key: str) -> str:
        """The period as a list's filter on the days called ``key``."""
        if not (self.first and self.last):
            return ""
        return f"{key}_from={self.first.isoformat()}&{key}_to={self.last.isoformat()}"


def period_of(given: Mapping[str, Sequence[str]], *, today: date, zone: ZoneInfo) -> Period:
    """Read ``period`` (one of ``PERIODS``, by default all); a free one has ``from`` and ``to``.

    Raises ``BadQuery`` and ``BadPeriod``.
    """
    name = "".join(given.get("period", ())[:1]) or "all"
    if name == "all":
        return Period(name, zone)
    if name == "free":
        return _free(given, zone)
    if name not in _NAMED:
        raise BadQuery(field="period", value=name[:SHOWN].encode("ascii", "replace").decode())
    first, last = _NAMED[name](today)
    return Period(name, zone, first, last)


def _free(given: Mapping[str, Sequence[str]], zone: ZoneInfo) -> Period:
    texts = ["".join(given.get(key, ())[:1]) for key in ("from", "to")]
    if not all(texts):
        raise BadPeriod()
    first, last = (day_of(text, field=key) for text, key in zip(texts, ("from", "to"), strict=True))
    if last < first:
        raise BadPeriod()
    return Period("free", zone, first, last)


def _last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - DAY
    return end.replace(day=1), end


def _back(months: int) -> Callable[[date], tuple[date, date]]:
    """So many months that end today."""

    def days(today: date) -> tuple[date, date]:
        year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        day = min(today.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) + DAY, today

    return days


_NAMED: dict[str, Callable[[date], tuple[date, date]]] = {
    "this_month": lambda today: (today.replace(day=1), today),
    "last_month": _last_month,
    "3_months": _back(3),
    "6_months": _back(6),
    "12_months": _back(12),
}
