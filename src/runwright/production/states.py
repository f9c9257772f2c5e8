"""The lives of orders and work orders."""

ORDER_STATES = ("draft", "confirmed", "planned", "in_progress", "done", "cancelled")
WORK_STATES = ("waiting", "ready", "in_progress", "finished", "cancelled")
