"""Graphs and traces as files."""

from runwright.company.selectors import plant_zone
from runwright.people.actor import Actor
from runwright.production.selectors.batches import batch_get
from runwright.production.selectors.genealogy import batch_graph, run_graph
from runwright.production.selectors.runs import run_get
from runwright.production.selectors.traces import Trace
from runwright.reports.exports.files import ExportFile, Format, book_file, file_of
from runwright.reports.flow.book import graph_sheets
from runwright.reports.flow.recall import trace_sheets, trace_table


def run_book(*, run_id: int, actor: Actor) -> ExportFile:
    """The graph of a run as a workbook. Raises ``RunNotFound``."""
    run = run_get(run_id=run_id, actor=actor)
    graph = run_graph(run_id=run_id, actor=actor)
    return book_file(f"flow-{run.number}", graph_sheets(graph, plant_zone()))


def batch_book(*, batch_id: int, actor: Actor) -> ExportFile:
    """Everything a batch is joined to, as a workbook. Raises ``BatchNotFound``."""
    batch = batch_get(batch_id=batch_id, actor=actor)
    graph = batch_graph(batch_id=batch_id, levels=None, actor=actor)
    return book_file(f"flow-{batch.code}", graph_sheets(graph, plant_zone()))


def trace_file(*, trace: Trace, kind: Format) -> ExportFile:
    """A trace as a workbook of several sheets, or as one long table."""
    zone = plant_zone()
    if kind is Format.CSV:
        return file_of(trace_table(trace, zone), kind)
    return book_file(f"trace-{trace.starts[0].label}", trace_sheets(trace, zone))
