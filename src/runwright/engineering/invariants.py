"""What must always be true of recipes."""

from collections.abc import Iterator

from runwright.catalog.models import Item
from runwright.engineering.models import Bom, BomState
from runwright.engineering.services.cycles import components_of
from runwright.journal.invariants import Finding, Invariant, sql_invariant
from runwright.planning.explosion import cycle_in

ROUTING_OF_THE_ITEM = """
SELECT b.code, 'a routing of item ' || b.item_id, 'of item ' || r.item_id
FROM engineering_bom b JOIN engineering_routing r ON r.id = b.routing_id
JOIN catalog_item i ON i.id = b.item_id
WHERE r.item_id <> b.item_id AND r.item_id IS DISTINCT FROM i.family_id
"""

LINE_AT_ITS_ROUTING = """
SELECT b.code || '/' || b.revision, 'an operation of its routing', o.name
FROM engineering_bomline l JOIN engineering_bom b ON b.id = l.bom_id
JOIN engineering_operation o ON o.id = l.operation_id
WHERE o.routing_id IS DISTINCT FROM b.routing_id
"""

SHARES_BELOW_ONE = """
SELECT b.code || '/' || b.revision, 'shares below 1', sum(p.cost_share)
FROM engineering_byproduct p JOIN engineering_bom b ON b.id = p.bom_id
GROUP BY b.id HAVING sum(p.cost_share) >= 1
"""

FOLLOWS_EARLIER = """
SELECT r.code || ' ' || o.name, 'an earlier operation of it', e.name
FROM engineering_operation_follows f
JOIN engineering_operation o ON o.id = f.from_operation_id
JOIN engineering_operation e ON e.id = f.to_operation_id
JOIN engineering_routing r ON r.id = o.routing_id
WHERE e.routing_id <> o.routing_id OR e.sequence >= o.sequence
"""


def recipe_cycles() -> Iterator[Finding]:
    """The first cycle among live recipes, if there is one: variants and substitutes count."""
    made = set(Bom.objects.exclude(state=BomState.ARCHIVED).values_list("item_id", flat=True))
    made |= set(Item.objects.filter(family__in=made).values_list("id", flat=True))
    path = cycle_in(parts=components_of(made), seen_from=min(made, default=0))
    if path:
        codes = dict(Item.objects.filter(id__in=path).values_list("id", "code"))
        yield Finding("recipes", "no cycle", " → ".join(codes[item] for item in path))


INVARIANTS = (
    Invariant("engineering.no_cycle", "No item is made from itself.", recipe_cycles),
    sql_invariant(
        "engineering.routing_of_the_item",
        "The routing of a bill of materials makes its item, or the family of it.",
        ROUTING_OF_THE_ITEM,
    ),
    sql_invariant(
        "engineering.line_at_its_routing",
        "A line is used at an operation of its bill's routing.",
        LINE_AT_ITS_ROUTING,
    ),
    sql_invariant(
        "engineering.shares_below_one",
        "By-products leave something of the cost to what is made.",
        SHARES_BELOW_ONE,
    ),
    sql_invariant(
        "engineering.follows_earlier",
        "An operation follows earlier ones of its own routing.",
        FOLLOWS_EARLIER,
    ),
)
