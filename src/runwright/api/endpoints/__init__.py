"""The endpoints, one module per noun."""

from runwright.api.doors import Door
from runwright.api.endpoints import units

DOORS: tuple[Door, ...] = (units.door,)
