"""Every report by name, read for a period and exported."""

from collections.abc import Mapping, Sequence

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.reports.errors import ReportNotFound
from runwright.reports.exports.drawn import drawn_table
from runwright.reports.exports.files import ExportFile, Format, book_file, file_of
from runwright.reports.periods import Period, period_of
from runwright.reports.report.costs import COSTS_REPORT
from runwright.reports.report.definition import USUAL_PERIOD, Report, ReportDefinition
from runwright.reports.report.handover import handover_table
from runwright.reports.report.orders import ORDERS_REPORT
from runwright.reports.report.work import WORK_REPORT
from runwright.reports.selectors import format_of

Given = Mapping[str, Sequence[str]]
REPORTS: dict[str, ReportDefinition] = {
    one.name: one for one in (ORDERS_REPORT, WORK_REPORT, COSTS_REPORT)
}


def report_of(name: str) -> ReportDefinition:
    """The report of this name. Raises ``ReportNotFound``."""
    if name not in REPORTS:
        raise ReportNotFound(key=name)
    return REPORTS[name]


def report_read(*, name: str, given: Given, actor: Actor) -> Report:
    """A report for the parameters ``period``, ``from`` and ``to``; of twelve months by default.

    Its number of queries does not depend on what the shop holds. Raises ``ReportNotFound``,
    ``Forbidden``, ``BadQuery`` and ``BadPeriod``.
    """
    definition = report_of(name)
    actor.require(definition.permission)
    period = asked_period(given)
    return Report(definition, period, definition.contents(period, actor))


def asked_period(given: Given) -> Period:
    """The period that is asked for, or the usual one. Raises ``BadQuery`` and ``BadPeriod``."""
    zone = plant_zone()
    today = now().astimezone(zone).date()
    usual = {"period": [USUAL_PERIOD]}
    return period_of(given if given.get("period") else usual, today=today, zone=zone)


def report_export(*, name: str, given: Given, part: str, format: str, actor: Actor) -> ExportFile:
    """One table of a report as ``csv`` or ``xlsx``; the part ``all`` is every table and chart of it
    as one workbook. Raises what reading does."""
    kind = format_of(format)
    report = report_read(name=name, given=given, actor=actor)
    if part == "all" and kind is Format.XLSX:
        drawn = [drawn_table(chart, report.period.zone) for chart in report.contents.charts]
        return book_file(name, [*report.tables, *drawn])
    return file_of(report.table(part), kind)


def handover_export(*, given: Given, format: str, actor: Actor) -> ExportFile:
    """What finance takes over of a period, as ``csv`` or ``xlsx``. Raises what reading does."""
    kind, period = format_of(format), asked_period(given)
    return file_of(handover_table(period, actor=actor), kind)
