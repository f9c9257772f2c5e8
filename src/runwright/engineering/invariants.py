"""What must always be true of recipes."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from runwright.catalog.models import Item
from runwright.engineering.models import BomLine, BomState
from runwright.journal.invariants import Finding, Invariant, sql_invariant

ROUTING_OF_THE_ITEM = """
SELECT b.code, 'a routing of item ' || b.item_id, 'of item ' || r.item_id
FROM engineering_bom b JOIN engineering_routing r ON r.id = b.routing_id
WHERE r.item_id <> b.item_id
"""


def recipe_cycles() -> Iterator[Finding]:
    """The first cycle among live recipes, if there is one."""
    parts: defaultdict[int, set[int]] = defaultdict(set)
    lines = BomLine.objects.exclude(bom__state=BomState.ARCHIVED)
    for parent, child in lines.values_list("bom__item_id", "item_id"):
        parts[parent].add(child)
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        codes = dict(Item.objects.filter(id__in=error.args[1]).values_list("id", "code"))
        path = " → ".join(codes[item] for item in error.args[1])
        yield Finding("recipes", "no cycle", path)


INVARIANTS = (
    Invariant("engineering.no_cycle", "No item is made from itself.", recipe_cycles),
    sql_invariant(
        "engineering.routing_of_the_item",
        "The routing of a bill of materials makes its item.",
        ROUTING_OF_THE_ITEM,
    ),
)
