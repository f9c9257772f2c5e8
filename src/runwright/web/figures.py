"""How numbers, durations and instants read; pure, apart from the active language and zone."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

THIN = "\u202f"
FIRM = "\u00a0"
DASH = "–"


def number(value: Decimal | int | None, places: int | None = None) -> str:
    """A number grouped by thin spaces, with ``places`` decimals or no more than it has."""
    if value is None:
        return DASH
    exact = Decimal(value)
    text = f"{exact:,.{places}f}" if places is not None else f"{_trimmed(exact):,f}"
    point = "," if get_language() == "ro" else "."
    return text.translate({ord(","): THIN, ord("."): point}).replace("-", "−")


def _trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros after the point, and never in exponent form."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def percent(share: Decimal | None, places: int = 0) -> str:
    """A share of one as a percentage."""
    return DASH if share is None else f"{number(share * 100, places)}{FIRM}%"


def duration(minutes: Decimal | int | None) -> str:
    """Minutes as hours and minutes: ``48 min``, ``2 h 05``, ``6 946 h 48``."""
    if minutes is None:
        return DASH
    whole = round(minutes)
    hours, rest = divmod(abs(whole), 60)
    sign = "−" if whole < 0 else ""
    if not hours:
        return f"{sign}{rest}{FIRM}min"
    return f"{sign}{number(hours)}{FIRM}h{FIRM}{rest:02}"


def hours(minutes: Decimal) -> Decimal:
    """Minutes as hours, to a tenth."""
    return (minutes / 60).quantize(Decimal("0.1"))


def minutes_of(span: timedelta | None) -> Decimal | None:
    """A time span in minutes."""
    return None if span is None else Decimal(span // timedelta(seconds=1)) / 60


def instant(at: datetime | None, today: date | None = None) -> str:
    """An instant in the plant's zone, short: the year only where it is not this one."""
    if at is None:
        return DASH
    local = timezone.localtime(at)
    same_year = today is None or local.year == today.year
    return formats.date_format(local, "j M H:i" if same_year else "j M Y H:i")


def instant_in_full(at: datetime) -> str:
    """An instant with weekday, seconds and the zone's distance from UTC."""
    local = timezone.localtime(at)
    return formats.date_format(local, "l j F Y H:i:s") + f" (UTC{local:%z})"


def day(value: date | None, today: date | None = None) -> str:
    """A day, short: the year only where it is not this one."""
    if value is None:
        return DASH
    same_year = today is not None and value.year == today.year
    return formats.date_format(value, "j M" if same_year else "j M Y")


def ago(at: datetime, now: datetime) -> str:
    """How long an instant lies back, in its largest unit."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{n} min ago").format(n=minutes)
    if minutes < 60 * 48:
        return _("{n} h ago").format(n=minutes // 60)
    return _("{n} days ago").format(n=number(minutes // 1440))
