"""Effectiveness: the report, the time behind each of its figures, and both as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from runwright.reports.oee.figures import Figures, Oee, at_local, oee_report, pieces_of
from runwright.reports.oee.pictures import FACTORS, places_chart, trend_chart, waterfall
from runwright.reports.oee.tables import CLASSES, oee_export
from runwright.reports.oee.window import Bucket, Window
from runwright.reports.periods import PERIODS, Period
from runwright.reports.rounding import seconds_as_minutes
from runwright.web.actors import Request
from runwright.web.answers import page, sent
from runwright.web.records import record_url

MOST = 1_000
EXPORTS = (
    ("places", gettext_lazy("Work centres and machines")),
    ("trend", gettext_lazy("OEE over time")),
    ("losses", gettext_lazy("Losses by reason")),
    ("intervals", gettext_lazy("Intervals")),
)
TONES = {"run": "green", "not_scheduled": "grey", "setup": "amber"}


@require_safe
def show(request: Request) -> HttpResponse:
    """The report with its pictures."""
    report = oee_report(given=_given(request), actor=request.actor)
    kept = _place(report)
    words = {
        "report": report,
        "shares": [(key, name, getattr(report.total, key)) for key, name in FACTORS],
        "charts": [chart for chart in _charts(report) if chart.has_values],
        "rows": [_row(one, report) for one in _told(report)],
        "times": _times(report.window.period, **kept),
        "query": request.GET.urlencode(),
        "exports": EXPORTS,
        "periods": {key: name for key, name in PERIODS.items() if key != "all"}
        | {"all": PERIODS["all"]},
        "kept": [*kept.items()],
        "kept_query": urlencode(kept),
        "period_kept": [*period_words(report.window.period).items()],
        "without_machine": urlencode(period_words(report.window.period)),
    }
    return page(request, "oee", words)


@require_safe
def intervals(request: Request) -> HttpResponse:
    """The working time behind a figure, piece by piece."""
    given = _given(request)
    window, found = pieces_of(given=given, actor=request.actor)
    sums: dict[str, int] = {}
    for _place_of, piece in found:
        sums[piece.cause.loss] = sums.get(piece.cause.loss, 0) + piece.seconds
    narrowing = {name: request.GET[name] for name in NARROWING if request.GET.get(name)}
    words = {
        "pieces": [_shown(place, piece, window) for place, piece in found[:MOST]],
        "count": len(found),
        "sums": [
            (CLASSES[loss], seconds_as_minutes(seconds),
             _times(window.period, **narrowing | {"loss": loss, "reason": ""}))
            for loss, seconds in sorted(sums.items())
        ],
        "facts": _facts(window, narrowing),
        "narrowed": [_told_days(window), *_narrowed(narrowing)],
        "query": request.GET.urlencode(),
        "back": urlencode(period_words(window.period) | narrowing),
    }  # fmt: skip
    return page(request, "oee_intervals", words)


@require_safe
def export(request: Request, part: str, format: str) -> StreamingHttpResponse:
    """A part of the report as a file."""
    file = oee_export(given=_given(request), part=part, format=format, actor=request.actor)
    return sent(file)


NARROWING = ("centre", "machine", "loss", "reason")


def _given(request: Request) -> dict[str, Any]:
    return {name: values for name, values in request.GET.lists() if any(values)}


def period_words(period: Period) -> dict[str, str]:
    """The parameters that ask for a period again."""
    if period.name != "free" or not (period.first and period.last):
        return {"period": period.name}
    return {"period": "free", "from": period.first.isoformat(), "to": period.last.isoformat()}


def _place(report: Oee) -> dict[str, str]:
    """The parameters that ask for the same places again."""
    named = {"centre": report.centre, "machine": report.machine}
    return {name: code for name, code in named.items() if code}


def _times(period: Period, **narrowing: str) -> str:
    """The address of the time behind a figure."""
    asked = period_words(period) | {name: code for name, code in narrowing.items() if code}
    return reverse("web:oee_intervals") + "?" + urlencode(asked)


def _charts(report: Oee) -> list[Any]:
    kept, period = _place(report), report.window.period

    def days(bucket: Bucket) -> str:
        words = {"from": bucket.first.isoformat(), "to": bucket.last.isoformat()}
        return reverse("web:oee_intervals") + "?" + urlencode({"period": "free"} | words | kept)

    def loss(kind: str, reason: str) -> str:
        return _times(period, **kept | {"loss": kind, "reason": reason})

    def place(one: Figures) -> str:
        return _narrower(report, one)

    places = report.machines if report.centre or report.machine else report.centres
    shown = [one for one in places if one.oee is not None]
    return [trend_chart(report, days), waterfall(report, loss), places_chart(shown, place)]


def _told(report: Oee) -> list[Figures]:
    """Work centres, each followed by its machines."""
    found = [*report.machines] if report.machine else [*report.centres, *report.machines]
    return sorted(found, key=lambda one: (one.centre, one.kind != "work_centre", one.code))


def _row(one: Figures, report: Oee) -> tuple[Figures, str, str]:
    name = "centre" if one.kind == "work_centre" else "machine"
    return one, _narrower(report, one), _times(report.window.period, **{name: one.code})


def _narrower(report: Oee, one: Figures) -> str:
    """The same report of one work centre or machine."""
    name = "centre" if one.kind == "work_centre" else "machine"
    words = period_words(report.window.period) | {name: one.code}
    return reverse("web:oee") + "?" + urlencode(words)


@dataclass(frozen=True)
class Shown:
    """A piece of time as the page tells it."""

    start: datetime
    end: datetime
    minutes: Decimal
    code: str
    url: str
    lanes: int
    words: Any
    tone: str
    reason: str


def _shown(place: Any, piece: Any, window: Window) -> Shown:
    record = place.machine or place.centre
    return Shown(
        at_local(piece.start, window),
        at_local(piece.end, window),
        seconds_as_minutes(piece.seconds),
        record.code,
        record_url("machine" if place.machine else "work_centre", record.id),
        piece.lanes,
        CLASSES[piece.cause.loss],
        TONES.get(piece.cause.loss, "red"),
        piece.cause.reason,
    )


def _facts(window: Window, narrowing: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """The lists of what was written down in the same days."""
    days = {
        name: f"{name}_from={window.buckets[0].first}&{name}_to={window.last}"
        for name in ("started", "at")
    }
    machine = f"&machine={narrowing['machine']}" if narrowing.get("machine") else ""
    centre = f"&centre={narrowing['centre']}" if narrowing.get("centre") else ""
    return [
        (_("Downtimes"), f"{reverse('web:downtimes')}?{days['started']}{machine or centre}"),
        (_("Time bookings"), f"{reverse('web:intervals')}?{days['started']}{machine}"),
        (_("Quantity reports"), f"{reverse('web:reports')}?{days['at']}{machine}"),
    ]


def _told_days(window: Window) -> str:
    return f"{window.buckets[0].first:%d.%m.%Y} – {window.last:%d.%m.%Y}"


def _narrowed(narrowing: Mapping[str, str]) -> list[str]:
    return [str(CLASSES.get(code, code)) for code in narrowing.values()]
