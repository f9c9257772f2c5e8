"""Effectiveness as tables: what the page, the API and the exports share."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery
from runwright.reports.exports.files import ExportFile, file_of
from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Cell, Column, Kind
from runwright.reports.lists.page import Row
from runwright.reports.lists.words import LOSSES
from runwright.reports.oee.figures import (
    Figures,
    Given,
    Oee,
    at_local,
    oee_report,
    pieces_of,
)
from runwright.reports.oee.window import Bucket
from runwright.reports.rounding import seconds_as_minutes
from runwright.reports.selectors import format_of

CLASSES = LOSSES | {"run": _("Run")}
"""What a piece of time can count as."""

SHARES = (
    Column("availability", _("Availability"), Kind.SHARE),
    Column("performance", _("Performance"), Kind.SHARE),
    Column("quality", _("Quality"), Kind.SHARE),
    Column("oee", _("OEE"), Kind.SHARE),
)
TIMES = (
    Column("planned", _("Working time (min)"), Kind.MINUTES),
    Column("not_scheduled", _("Not scheduled (min)"), Kind.MINUTES),
    Column("scheduled", _("Scheduled (min)"), Kind.MINUTES),
    Column("lost", _("Lost (min)"), Kind.MINUTES),
    Column("run", _("Run (min)"), Kind.MINUTES),
    Column("earned", _("Ideal time of all pieces (min)"), Kind.MINUTES),
    Column("good", _("Ideal time of good pieces (min)"), Kind.MINUTES),
)
PLACES = (
    Column("centre", _("Work centre"), Kind.CODE),
    Column("code", _("Code"), Kind.CODE),
    Column("name", _("Name")),
    *SHARES,
    Column("target", _("Target"), Kind.SHARE),
    Column("is_estimated", _("Estimated"), Kind.FLAG),
    *TIMES,
)
TREND = (
    Column("first", _("From"), Kind.DATE),
    Column("last", _("To"), Kind.DATE),
    *SHARES,
    *TIMES,
)
LOST = (
    Column("loss", _("Counts as"), Kind.WORD, words=LOSSES),
    Column("reason", _("Reason")),
    Column("minutes", _("Minutes"), Kind.MINUTES),
)
PIECES = (
    Column("start", _("Start"), Kind.INSTANT),
    Column("end", _("End"), Kind.INSTANT),
    Column("minutes", _("Minutes"), Kind.MINUTES),
    Column("place", _("Machine or work centre"), Kind.CODE),
    Column("loss", _("Counts as"), Kind.WORD, words=CLASSES),
    Column("reason", _("Reason")),
    Column("lanes", _("Lanes"), Kind.COUNT),
)


def place_table(report: Oee) -> Table:
    """Work centres, each followed by its machines."""
    found = sorted(
        [*report.centres, *report.machines],
        key=lambda one: (one.centre, one.kind != "work_centre", one.code),
    )
    rows = (_row(PLACES, partial(getattr, one)) for one in found)
    return Table("oee", _("OEE"), PLACES, rows, report.window.period.zone)


def trend_table(report: Oee) -> Table:
    """The days or weeks."""
    rows = (_row(TREND, partial(_of_days, bucket, one)) for bucket, one in report.buckets)
    return Table("oee-trend", _("OEE over time"), TREND, rows, report.window.period.zone)


def _of_days(bucket: Bucket, one: Figures, key: str) -> Any:
    return getattr(bucket if key in {"first", "last"} else one, key)


def loss_table(report: Oee) -> Table:
    """The losses of availability by reason."""
    rows = (_row(LOST, partial(getattr, one)) for one in report.losses)
    return Table("oee-losses", _("Losses by reason"), LOST, rows, report.window.period.zone)


def pieces_table(*, given: Given, actor: Actor) -> Table:
    """The working time behind a figure, piece by piece; ``loss`` and ``reason`` narrow it."""
    window, found = pieces_of(given=given, actor=actor)
    rows: Iterable[Row] = (
        _row(
            PIECES,
            {
                "start": at_local(piece.start, window),
                "end": at_local(piece.end, window),
                "minutes": seconds_as_minutes(piece.seconds),
                "place": (place.machine or place.centre).code,
                "loss": piece.cause.loss,
                "reason": piece.cause.reason,
                "lanes": piece.lanes,
            }.__getitem__,
        )
        for place, piece in found
    )
    return Table("oee-intervals", _("Time behind the OEE"), PIECES, rows, window.period.zone)


def _row(columns: Iterable[Column], value: Callable[[str], Any]) -> Row:
    return tuple(Cell(column, value(column.key)) for column in columns)


def oee_export(*, given: Given, part: str, format: str, actor: Actor) -> ExportFile:
    """The ``places``, ``trend``, ``losses`` or ``intervals`` as ``csv`` or ``xlsx``."""
    kind = format_of(format)
    if part == "intervals":
        return file_of(pieces_table(given=given, actor=actor), kind)
    makers = {"places": place_table, "trend": trend_table, "losses": loss_table}
    if part not in makers:
        raise BadQuery(field="part", value=part[:20])
    return file_of(makers[part](oee_report(given=given, actor=actor)), kind)
