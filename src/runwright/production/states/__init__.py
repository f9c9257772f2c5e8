"""The lives of orders, work orders, runs and batches: one literal table each."""

from runwright.production.states.orders import (
    AUTOMATIC_VERBS,
    ORDER_LIFE,
    ORDER_STATES,
    STATE_LABELS,
    WORK_STATES,
    Guard,
    Material,
    Situation,
    Work,
    nobody_is_working,
    nothing_is_held,
    work_is_finished,
)
from runwright.production.states.runs import BATCH_STATES, RUN_STATES

__all__ = [
    "AUTOMATIC_VERBS",
    "BATCH_STATES",
    "ORDER_LIFE",
    "ORDER_STATES",
    "RUN_STATES",
    "STATE_LABELS",
    "WORK_STATES",
    "Guard",
    "Material",
    "Situation",
    "Work",
    "nobody_is_working",
    "nothing_is_held",
    "work_is_finished",
]
