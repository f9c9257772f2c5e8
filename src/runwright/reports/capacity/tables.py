"""Load against capacity as files."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import plant_zone
from runwright.people.actor import Actor
from runwright.reports.capacity.figures import (
    Capacity,
    Given,
    Work,
    capacity_report,
    capacity_work,
)
from runwright.reports.errors import BadQuery
from runwright.reports.exports.files import ExportFile, file_of
from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Cell as Shown
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.words import WORK_STATES
from runwright.reports.selectors import format_of

LOADS = (
    Column("centre", _("Work centre"), Kind.CODE),
    Column("first", _("From"), Kind.DATE),
    Column("last", _("To"), Kind.DATE),
    Column("load", _("Load (min)"), Kind.MINUTES),
    Column("capacity", _("Capacity (min)"), Kind.MINUTES),
    Column("share", _("Load"), Kind.SHARE),
    Column("over", _("Overload (min)"), Kind.MINUTES),
    Column("jobs", _("Work orders"), Kind.COUNT),
)
WORK = (
    Column("order", _("Order"), Kind.CODE, link=Link("work_order", "id")),
    Column("operation", _("Operation")),
    Column("item", _("Item"), Kind.CODE),
    Column("state", _("State"), Kind.STATE, words=WORK_STATES),
    Column("centre", _("Work centre"), Kind.CODE),
    Column("planned_start", _("Planned start"), Kind.INSTANT),
    Column("planned_end", _("Planned end"), Kind.INSTANT),
    Column("left", _("Still to be done (min)"), Kind.MINUTES),
    Column("minutes", _("Of that here (min)"), Kind.MINUTES),
    Column("is_late", _("Should be over"), Kind.FLAG),
)


def load_table(report: Capacity) -> Table:
    """Every work centre in every day or week."""
    rows = (
        tuple(
            Shown(column, value)
            for column, value in zip(
                LOADS,
                (row.code, cell.bucket.first, cell.bucket.last, cell.load, cell.capacity,
                 cell.share, cell.over, cell.jobs),
                strict=True,
            )
        )
        for row in report.rows
        for cell in row.cells
    )  # fmt: skip
    return Table("capacity", _("Load and capacity"), LOADS, rows, plant_zone())


def work_table(found: list[Work]) -> Table:
    """The work orders behind a load."""
    rows = (
        tuple(Shown(column, value(column.key)) for column in WORK)
        for value in (partial(getattr, one) for one in found)
    )
    return Table("capacity-work", _("Planned work"), WORK, rows, plant_zone())


def capacity_export(*, given: Given, part: str, format: str, actor: Actor) -> ExportFile:
    """The ``load`` or the ``work`` behind it as ``csv`` or ``xlsx``."""
    kind = format_of(format)
    if part == "load":
        return file_of(load_table(capacity_report(given=given, actor=actor)), kind)
    if part == "work":
        return file_of(work_table(capacity_work(given=given, actor=actor)), kind)
    raise BadQuery(field="part", value=part[:20])
