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
    no_batch_is_open,
    nobody_is_working,
    nothing_is_held,
    work_is_finished,
)
from runwright.production.states.runs import (
    BATCH_LABELS,
    BATCH_LIFE,
    BATCH_STATES,
    RUN_LABELS,
    RUN_STATES,
    run_state,
)

__all__ = [
    "AUTOMATIC_VERBS",
    "BATCH_LABELS",
    "BATCH_LIFE",
    "BATCH_STATES",
    "ORDER_LIFE",
    "ORDER_STATES",
    "RUN_LABELS",
    "RUN_STATES",
    "STATE_LABELS",
    "WORK_STATES",
    "Guard",
    "Material",
    "Situation",
    "Work",
    "no_batch_is_open",
    "nobody_is_working",
    "nothing_is_held",
    "run_state",
    "work_is_finished",
]
