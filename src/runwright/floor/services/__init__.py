"""Writing downtime, and the reasons for it."""

from runwright.floor.services.downtimes import (
    Stop,
    downtime_correct,
    downtime_end,
    downtime_reverse,
    downtime_start,
    downtimes_post,
    downtimes_reverse,
)
from runwright.floor.services.problems import problem_report
from runwright.floor.services.reasons import (
    downtime_reason_archive,
    downtime_reason_create,
    downtime_reason_update,
)

__all__ = [
    "Stop",
    "downtime_correct",
    "downtime_end",
    "downtime_reason_archive",
    "downtime_reason_create",
    "downtime_reason_update",
    "downtime_reverse",
    "downtime_start",
    "downtimes_post",
    "downtimes_reverse",
    "problem_report",
]
