"""A graph of batches as cards and arrows; parallel batches of one step can share a card."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from runwright.production.selectors.genealogy import Graph, LotUse, Node
from runwright.reports.flow.layers import Spot, spots_of


@dataclass(frozen=True)
class Card:
    """One batch, or the parallel batches of one operation of one order; quantities are sums."""

    key: str
    batches: tuple[Node, ...]

    @property
    def first(self) -> Node:
        """The batch, or the first of several: what they share can be read of it."""
        return self.batches[0]

    @property
    def is_group(self) -> bool:
        """Several batches share the card."""
        return len(self.batches) > 1

    @cached_property
    def grades(self) -> tuple[Decimal, Decimal, Decimal]:
        """Firsts, seconds and waste."""
        sums = (Decimal(), Decimal(), Decimal())
        for one in self.batches:
            sums = (sums[0] + one.firsts, sums[1] + one.seconds, sums[2] + one.waste)
        return sums

    @property
    def machines(self) -> tuple[str, ...]:
        """The codes of all machines."""
        return tuple(sorted({code for one in self.batches for code in one.machines}))

    @cached_property
    def used(self) -> tuple[LotUse, ...]:
        """The lots that went in, each with its sum."""
        sums: dict[int, LotUse] = {}
        for use in (use for one in self.batches for use in one.used):
            so_far = sums[use.lot_id].quantity if use.lot_id in sums else Decimal()
            sums[use.lot_id] = LotUse(
                use.lot_id, use.number, use.item, use.unit, so_far + use.quantity
            )
        return tuple(sums.values())

    @property
    def states(self) -> Counter[str]:
        """How many batches are in each state."""
        return Counter(one.state for one in self.batches)

    @property
    def begun_at(self) -> datetime | None:
        """The first scan of all."""
        return min((b.first_scan_at for b in self.batches if b.first_scan_at), default=None)

    @property
    def ended_at(self) -> datetime | None:
        """The last scan of all."""
        return max((b.last_scan_at for b in self.batches if b.last_scan_at), default=None)


@dataclass(frozen=True)
class Arrow:
    """So much went from one card into another, in the unit of the source's item."""

    source: str
    target: str
    unit: str
    quantity: Decimal
    grades: tuple[str, ...]


@dataclass(frozen=True)
class Flow:
    """What is drawn."""

    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    chosen: str = ""

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each card stands."""
        pairs = [(arrow.source, arrow.target) for arrow in self.arrows]
        return spots_of([card.key for card in self.cards], pairs)


def flow_of(graph: Graph, *, collapsed: bool, opened: Collection[str] = ()) -> Flow:
    """The graph as cards; when ``collapsed``, parallel batches share one unless it is ``opened``
    or holds the batch that was chosen."""
    together: defaultdict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        key = group_key(node)
        alone = not collapsed or key in opened or node.id == graph.chosen
        together[f"b{node.id}" if alone else key].append(node)
    cards = [Card(_key(key, nodes), tuple(nodes)) for key, nodes in together.items()]
    home = {node.id: card.key for card in cards for node in card.batches}
    chosen = home.get(graph.chosen, "") if graph.chosen else ""
    return Flow(tuple(cards), _arrows(graph, home), chosen)


def group_key(node: Node) -> str:
    """What parallel batches have in common: their order and the operation they stand at."""
    return f"g{node.order_id}-{node.step}"


def _key(key: str, nodes: list[Node]) -> str:
    """A group of one is that batch."""
    return f"b{nodes[0].id}" if len(nodes) == 1 else key


def _arrows(graph: Graph, home: dict[int, str]) -> tuple[Arrow, ...]:
    """The edges between cards, summed."""
    sums: defaultdict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    grades: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for edge in graph.edges:
        between = (home[edge.source], home[edge.result], graph.by_id[edge.source].unit)
        if between[0] != between[1]:
            sums[between] += edge.quantity
            grades[between].append(edge.grade)
    return tuple(
        Arrow(*between, quantity, tuple(sorted(set(grades[between]))))
        for between, quantity in sums.items()
    )
