"""Reading routings and bills of materials."""

from runwright.engineering.selectors.boms import (
    Comparison,
    PlaceOfUse,
    bom_get,
    bom_of,
    boms_all,
    boms_compare,
    family_of,
    where_used,
)
from runwright.engineering.selectors.parts import Part, parts_of
from runwright.engineering.selectors.routings import attachment_get, routing_get, routings_all

__all__ = [
    "Comparison",
    "Part",
    "PlaceOfUse",
    "attachment_get",
    "bom_get",
    "bom_of",
    "boms_all",
    "boms_compare",
    "family_of",
    "parts_of",
    "routing_get",
    "routings_all",
    "where_used",
]
