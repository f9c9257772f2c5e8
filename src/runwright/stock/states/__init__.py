"""The lives of what this room keeps: one literal table each.

Those of counts are here because models name their states; the others look into the models.
"""

from runwright.stock.states.counts import COUNT_LIFE, COUNT_STATES, STATE_LABELS, Sheet

__all__ = ["COUNT_LIFE", "COUNT_STATES", "STATE_LABELS", "Sheet"]
