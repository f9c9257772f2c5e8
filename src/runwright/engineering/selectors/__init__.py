"""Reading routings and bills of materials."""

from runwright.engineering.selectors.boms import (
    Comparison,
    PlaceOfUse,
    bom_get,
    bom_of,
    bom_verbs,
    boms_all,
    boms_compare,
    boms_listed,
    family_of,
    where_used,
)
from runwright.engineering.selectors.explosion import (
    buildable_of,
    explosion_below,
    explosion_of,
    explosion_page,
)
from runwright.engineering.selectors.parts import Part, parts_of
from runwright.engineering.selectors.rollup import RollUp, rollup_of
from runwright.engineering.selectors.routings import (
    attachment_get,
    operations_in_use,
    operations_served,
    operations_to_plan,
    routing_get,
    routings_all,
    routings_listed,
)

__all__ = [
    "Comparison",
    "Part",
    "PlaceOfUse",
    "RollUp",
    "attachment_get",
    "bom_get",
    "bom_of",
    "bom_verbs",
    "boms_all",
    "boms_compare",
    "boms_listed",
    "buildable_of",
    "explosion_below",
    "explosion_of",
    "explosion_page",
    "family_of",
    "operations_in_use",
    "operations_served",
    "operations_to_plan",
    "parts_of",
    "rollup_of",
    "routing_get",
    "routings_all",
    "routings_listed",
    "where_used",
]
