"""Orders and floor facts of the past, written many at a time from another system's records.

History is exempt from mandatory fields and from conservation; everything else holds: facts are
appended once, each under the journal entry of its source, and every sum follows the facts.
"""

from runwright.production.services.history.bookings import (
    PastBooking,
    Touched,
    history_bookings_post,
    history_refresh,
)
from runwright.production.services.history.orders import (
    KnownOrder,
    PastOperation,
    PastOrder,
    WorkOrderIds,
    history_orders_create,
    history_orders_known,
)
from runwright.production.services.history.reversal import history_reverse
from runwright.production.services.history.uses import Uses, history_uses

__all__ = [
    "KnownOrder",
    "PastBooking",
    "PastOperation",
    "PastOrder",
    "Touched",
    "Uses",
    "WorkOrderIds",
    "history_bookings_post",
    "history_orders_create",
    "history_orders_known",
    "history_refresh",
    "history_reverse",
    "history_uses",
]
