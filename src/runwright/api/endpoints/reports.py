"""The reports over a period, the same numbers as on their pages and in their exports."""

from collections.abc import Callable
from typing import Any, Literal

from runwright.api.doors import Door
from runwright.api.endpoints.dashboard import PARAMETERS, Figure, PeriodShown, check, figure_shown
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.reports.exports.tables import Table, as_json
from runwright.reports.lists.columns import Column
from runwright.reports.report.catalogue import REPORTS, asked_period, report_read
from runwright.reports.report.handover import handover_table

door = Door("Reports", __name__)
Cell = str | int | bool | None


class ColumnShown(Shown):
    """A column of a table: the ``key`` in its rows, and of which kind its values are."""

    key: str
    label: str
    kind: Literal[
        "text", "code", "count", "quantity", "money", "share", "progress", "minutes", "instant",
        "date", "state", "word", "flag",
    ]  # fmt: skip


class TableShown(Shown):
    """Rows of values by column key; quantities have their unit under ``key_unit`` beside them."""

    name: str
    title: str
    columns: list[ColumnShown]
    rows: list[dict[str, Cell]]


class PeriodReport(Shown):
    """A report for a period: its figures, and its tables."""

    name: str
    title: str
    period: PeriodShown
    figures: list[Figure]
    tables: list[TableShown]


class Handover(Shown):
    """What finance takes over: one row for each closing or correction posted in the period."""

    period: PeriodShown
    table: TableShown


def table_shown(table: Table) -> TableShown:
    """A table as JSON values: decimals as strings, instants in UTC."""
    rows: list[dict[str, Any]] = [as_json(row) for row in table.rows]
    columns = [_column(column) for column in table.columns]
    return TableShown(name=table.name, title=str(table.title), columns=columns, rows=rows)


def _column(column: Column) -> ColumnShown:
    return ColumnShown(key=column.key, label=str(column.label), kind=column.kind.value)


def _reader(name: str) -> Callable[[Call], object]:
    """The endpoint of one report."""

    def read(request: Call) -> object:
        check(request)
        found = report_read(name=name, given=dict(request.GET.lists()), actor=request.auth)
        return PeriodReport(
            name=name,
            title=str(found.definition.title),
            period=PeriodShown.model_validate(found.period),
            figures=[figure_shown(one) for one in found.contents.figures],
            tables=[table_shown(one) for one in found.contents.tables],
        )

    read.__name__ = f"report_{name}"
    read.__doc__ = f"{REPORTS[name].title!s}: figures and tables, of twelve months by default."
    read.__module__ = __name__
    return read


for _name, _definition in REPORTS.items():
    door.read(
        f"/reports/{_name}",
        permission=_definition.permission,
        answer=PeriodReport,
        parameters=PARAMETERS,
    )(_reader(_name))


@door.read(
    "/reports/finance", permission="reports.cost_view", answer=Handover, parameters=PARAMETERS
)
def finance(request: Call) -> object:
    """What finance takes over of a period: closed orders and later corrections, line by line."""
    check(request)
    period = asked_period(dict(request.GET.lists()))
    table = table_shown(handover_table(period, actor=request.auth))
    return Handover(period=PeriodShown.model_validate(period), table=table)
