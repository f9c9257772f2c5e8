"""The graph of batches: what came of what, in a run or around one batch.

Edges are the links that nobody has undone, and, across items, stock lots of one batch that were
issued to another. Reading is set-based: one recursive statement finds the batches, one more reads
each kind of detail, however many batches there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.production.errors import BatchNotFound, RunNotFound
from runwright.production.limits import is_own_batch, own_runs
from runwright.production.models import Run

STANDS = "NOT EXISTS (SELECT FROM production_batchlink o WHERE o.reverses_id = l.id)"
"""Of a link ``l`` that is no reversal itself: nobody has undone it."""

ISSUED = "m.quantity > (SELECT coalesce(sum(o.quantity), 0) FROM stock_move o"
ISSUED += " WHERE o.reverses_id = m.id)"
"""Of a move ``m`` that is no reversal itself: something of it was not taken back."""


@dataclass(frozen=True)
class LotUse:
    """So much of a stock lot (base unit of its item) went into a batch."""

    lot_id: int
    number: str
    item: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True)
class Node:
    """A batch in the graph; quantities in the item's base unit.

    ``firsts`` and ``seconds`` as it was born, ``waste`` what was lost of it since, ``remains`` what
    no link has led out of it; ``step`` is the number of the operation it stands at, 0 before the
    first; ``hidden_before`` and ``hidden_after`` count neighbours that are not in this graph.
    """

    id: int
    code: str
    run_id: int
    run: str
    order_id: int
    order: str
    item: str
    name: str
    unit: str
    firsts: Decimal
    seconds: Decimal
    waste: Decimal
    remains: Decimal
    state: str
    ending: str
    held: bool
    is_planned: bool
    step: int
    stands_at: str
    station: str
    lot_id: int | None
    lot: str
    created_at: datetime
    first_scan_at: datetime | None
    last_scan_at: datetime | None
    closed_at: datetime | None
    machines: tuple[str, ...] = ()
    used: tuple[LotUse, ...] = ()
    hidden_before: int = 0
    hidden_after: int = 0


@dataclass(frozen=True)
class Edge:
    """``quantity`` of ``source`` (its base unit) went into ``result``, as which grade."""

    source: int
    result: int
    grade: str
    quantity: Decimal


@dataclass(frozen=True)
class Graph:
    """Batches and what joins them; ``chosen`` is the batch it was asked around, if any."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    chosen: int | None = None
    by_id: dict[int, Node] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {node.id: node for node in self.nodes})


def run_graph(*, run_id: int, actor: Actor) -> Graph:
    """The graph of all batches of a run, with those of other runs that are joined to them.

    Raises ``RunNotFound``.
    """
    actor.require("production.view")
    if not own_runs(Run.objects.filter(id=run_id), actor).exists():
        raise RunNotFound(key=run_id)
    own = [key for (key,) in answer(OF_RUN, {"run": run_id})]
    edges = _edges(own, inside=False)
    ids = {*own, *(edge.source for edge in edges), *(edge.result for edge in edges)}
    return _graph(ids, edges, None)


def batch_graph(*, batch_id: int, levels: int | None, actor: Actor) -> Graph:
    """The graph around a batch: ancestors and descendants up to so many ``levels`` away, all of
    them without a limit. Raises ``BatchNotFound``."""
    actor.require("production.view")
    # Without a limit nobody counts the levels, so that each batch is visited once.
    depth = {"batch": batch_id, "step": int(levels is not None)}
    depth["levels"] = 1 if levels is None else levels
    ids = {key for (key,) in answer(AROUND, depth)}
    graph = _graph(ids, _edges(ids, inside=True), batch_id)
    if batch_id not in graph.by_id or not is_own_batch(actor, batch_id):
        raise BatchNotFound(key=batch_id)
    return graph


OF_RUN = """
SELECT id FROM production_batch WHERE run_id = %(run)s AND state <> 'void' ORDER BY id
"""

NEXT = f"""
    SELECT l.result_id AS id FROM production_batchlink l
    WHERE l.source_id = f.id AND l.result_id IS NOT NULL AND l.reverses_id IS NULL AND {STANDS}
    UNION ALL
    SELECT q.batch_id FROM production_batch b
    JOIN stock_move m ON m.lot_id = b.lot_id AND m.reverses_id IS NULL
    JOIN production_materialissue i ON i.move_id = m.id
    JOIN production_quantityreport q ON q.id = i.report_id AND q.batch_id IS NOT NULL
    WHERE b.id = f.id AND {ISSUED}
"""

PREVIOUS = f"""
    SELECT l.source_id AS id FROM production_batchlink l
    WHERE l.result_id = f.id AND l.reverses_id IS NULL AND {STANDS}
    UNION ALL
    SELECT b.id FROM production_quantityreport q
    JOIN production_materialissue i ON i.report_id = q.id
    JOIN stock_move m ON m.id = i.move_id AND m.reverses_id IS NULL
    JOIN production_batch b ON b.lot_id = m.lot_id
    WHERE q.batch_id = f.id AND {ISSUED}
"""


def _walk(name: str, neighbours: str) -> str:
    return f"""{name}(id, depth) AS (
        SELECT %(batch)s::bigint, 0
        UNION
        SELECT n.id, f.depth + %(step)s::int FROM {name} f CROSS JOIN LATERAL ({neighbours}) n
        WHERE f.depth < %(levels)s::int
    )"""


AROUND = f"""
WITH RECURSIVE {_walk("ahead", NEXT)}, {_walk("back", PREVIOUS)}
SELECT id FROM ahead UNION SELECT id FROM back
"""

# One row for each pair of batches and grade; both ends known, or at least one of them.
LINKS = """
SELECT l.source_id, l.result_id, l.grade, sum(l.quantity) FROM production_batchlink l
WHERE l.result_id IS NOT NULL AND (l.source_id = ANY(%(ids)s) {joined} l.result_id = ANY(%(ids)s))
GROUP BY 1, 2, 3 HAVING sum(l.quantity) > 0
"""

ISSUES = """
SELECT b.id, q.batch_id, m.grade,
       sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END)
FROM production_batch b
JOIN stock_move m ON m.lot_id = b.lot_id
JOIN production_materialissue i ON i.move_id = m.id
JOIN production_quantityreport q ON q.id = i.report_id
WHERE q.batch_id IS NOT NULL AND q.batch_id <> b.id
  AND (b.id = ANY(%(ids)s) {joined} q.batch_id = ANY(%(ids)s))
GROUP BY 1, 2, 3
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) > 0
"""


def _edges(ids: Iterable[int], *, inside: bool) -> list[Edge]:
    """The edges among batches, or also those that lead to others; a link says more than the issue
    that it caused."""
    given = {"ids": _array(ids)}
    joined = "AND" if inside else "OR"
    links = [Edge(*row) for row in answer(LINKS.format(joined=joined), given)]
    linked = {(edge.source, edge.result) for edge in links}
    issues = (Edge(*row) for row in answer(ISSUES.format(joined=joined), given))
    return links + [edge for edge in issues if (edge.source, edge.result) not in linked]


NODES = """
SELECT b.id, b.code, b.run_id, r.number, b.order_id, o.number, i.code, i.name, u.symbol,
       b.firsts, b.seconds,
       coalesce((SELECT sum(l.quantity) FROM production_batchlink l
                 WHERE l.source_id = b.id AND l.grade = 'waste'), 0),
       CASE WHEN b.state = 'closed' THEN 0 ELSE b.firsts + b.seconds + b.gained - b.taken END,
       b.state, b.ending,
       EXISTS (SELECT FROM production_batchhold h
               WHERE h.batch_id = b.id AND h.released_at IS NULL),
       b.is_planned, coalesce(w.sequence, 0), coalesce(w.name, ''), coalesce(s.name, ''),
       b.lot_id, coalesce(t.number, ''),
       b.created_at, b.first_scan_at, b.last_scan_at, b.closed_at
FROM production_batch b
JOIN production_run r ON r.id = b.run_id
JOIN production_order o ON o.id = b.order_id
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN production_workorder w ON w.id = b.stands_at_id
LEFT JOIN resources_station s ON s.id = b.station_id
LEFT JOIN stock_lot t ON t.id = b.lot_id
WHERE b.id = ANY(%(ids)s) AND b.state <> 'void' ORDER BY b.id
"""

MACHINES = """
SELECT x.batch_id, m.code FROM (
    SELECT batch_id, machine_id FROM production_batch_machines WHERE batch_id = ANY(%(ids)s)
    UNION
    SELECT s.batch_id, s.machine_id FROM production_scan s
    WHERE s.batch_id = ANY(%(ids)s) AND s.machine_id IS NOT NULL
) x JOIN resources_machine m ON m.id = x.machine_id ORDER BY 1, 2
"""

USED = """
SELECT q.batch_id, t.id, t.number, c.code, u.symbol,
       sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END)
FROM production_quantityreport q
JOIN production_materialissue i ON i.report_id = q.id
JOIN stock_move m ON m.id = i.move_id
JOIN stock_lot t ON t.id = m.lot_id
JOIN catalog_item c ON c.id = m.item_id JOIN units_unit u ON u.id = c.unit_id
WHERE q.batch_id = ANY(%(ids)s) GROUP BY 1, 2, 3, 4, 5
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) > 0
ORDER BY 1, 4, 3
"""

NEIGHBOURS = f"""
SELECT f.id, (SELECT count(DISTINCT p.id) FROM ({PREVIOUS}) p WHERE p.id <> ALL(%(ids)s)),
       (SELECT count(DISTINCT n.id) FROM ({NEXT}) n WHERE n.id <> ALL(%(ids)s))
FROM unnest(%(ids)s::bigint[]) f(id)
"""


def _graph(ids: Iterable[int], edges: Sequence[Edge], chosen: int | None) -> Graph:
    given = {"ids": _array(ids)}
    machines, used = _grouped(answer(MACHINES, given)), _grouped(answer(USED, given))
    hidden: dict[int, tuple[int, int]] = {}
    if chosen is not None:
        hidden = {key: (before, after) for key, before, after in answer(NEIGHBOURS, given)}
    nodes = [
        Node(*(*row, *_beside(row[0], machines, used), *hidden.get(row[0], (0, 0))))
        for row in answer(NODES, given)
    ]
    there = {node.id for node in nodes}
    kept = tuple(edge for edge in edges if {edge.source, edge.result} <= there)
    return Graph(tuple(nodes), kept, chosen)


Grouped = Mapping[int, Sequence[tuple[Any, ...]]]


def _beside(key: int, machines: Grouped, used: Grouped) -> tuple[Any, ...]:
    """The machines of a batch, and what it used."""
    codes = tuple(code for (code,) in machines[key])
    return codes, tuple(LotUse(*use) for use in used[key])


def _array(ids: Iterable[int]) -> str:
    """Keys as the database writes an array: thousands of them are sent several times."""
    return f"{{{','.join(map(str, sorted(ids)))}}}"


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Rows by their first value, without it."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found
