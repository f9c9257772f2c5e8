"""A graph of batches as a workbook: batches, links and lots, one sheet each, in plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from runwright.production.selectors.genealogy import Graph, Node
from runwright.reports.exports.tables import Written
from runwright.reports.lists.words import BATCH_ENDINGS, BATCH_STATES, GRADES


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or one file of a table."""

    name: str
    title: str
    zone: ZoneInfo
    columns: tuple[str, ...]
    rows: tuple[tuple[Written, ...], ...]

    def heads(self) -> list[str]:
        """The headings."""
        return [*self.columns]

    def lines(self) -> Iterator[list[Written]]:
        """The rows."""
        return (list(row) for row in self.rows)


def graph_sheets(graph: Graph, zone: ZoneInfo) -> tuple[Sheet, ...]:
    """Batches, links and lots of a graph."""
    return (_batches(graph, zone), _links(graph, zone), _lots(graph, zone))


def local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """An instant as the plant's clocks show it."""
    return at.astimezone(zone).replace(tzinfo=None) if at else None


def _batches(graph: Graph, zone: ZoneInfo) -> Sheet:
    heads = (
        _("Batch"), _("State"), _("Ended"), _("On hold"), _("Item"), _("Name"), _("Firsts"),
        _("Seconds"), _("Waste"), _("Remains"), _("Unit"), _("Stands at"), _("Station"),
        _("Machines"), _("Production run"), _("Order"), _("Lots used"), _("Lot made"), _("Made on"),
        _("First scan"), _("Last scan"), _("Closed"),
    )  # fmt: skip
    rows = tuple(_batch(node, zone) for node in graph.nodes)
    return Sheet("batches", _("Batches"), zone, heads, rows)


def _batch(node: Node, zone: ZoneInfo) -> tuple[Written, ...]:
    return (
        node.code, str(BATCH_STATES.get(node.state, node.state)),
        str(BATCH_ENDINGS.get(node.ending, "")), node.held, node.item, node.name, node.firsts,
        node.seconds, node.waste, node.remains, node.unit, node.stands_at, node.station,
        ", ".join(node.machines), node.run, node.order,
        ", ".join(use.number for use in node.used), node.lot, local(node.created_at, zone),
        local(node.first_scan_at, zone), local(node.last_scan_at, zone),
        local(node.closed_at, zone),
    )  # fmt: skip


def _links(graph: Graph, zone: ZoneInfo) -> Sheet:
    heads = (_("From"), _("To"), _("Grade"), _("Quantity"), _("Unit"), _("From item"), _("To item"))
    rows = []
    for edge in graph.edges:
        source, result = graph.by_id[edge.source], graph.by_id[edge.result]
        grade = str(GRADES.get(edge.grade, edge.grade))
        rows.append(
            (source.code, result.code, grade, edge.quantity, source.unit, source.item, result.item)
        )
    return Sheet("links", _("Links"), zone, heads, tuple(rows))


def _lots(graph: Graph, zone: ZoneInfo) -> Sheet:
    heads = (_("Batch"), _("Used or made"), _("Lot"), _("Item"), _("Quantity"), _("Unit"))
    rows: list[tuple[Written, ...]] = []
    for node in graph.nodes:
        rows += [
            (node.code, _("Used"), use.number, use.item, use.quantity, use.unit)
            for use in node.used
        ]
        if node.lot:
            made: Decimal = node.firsts + node.seconds
            rows.append((node.code, _("Made"), node.lot, node.item, made, node.unit))
    return Sheet("lots", _("Lots"), zone, heads, tuple(rows))
