"""Routings with their operations, and bills of materials with their lines."""

from runwright.engineering.models.boms import (
    Bom,
    BomLine,
    BomState,
    ByProduct,
    Consumption,
    Substitute,
)
from runwright.engineering.models.routings import Attachment, Operation, OperationTimes, Routing

__all__ = [
    "Attachment",
    "Bom",
    "BomLine",
    "BomState",
    "ByProduct",
    "Consumption",
    "Operation",
    "OperationTimes",
    "Routing",
    "Substitute",
]
