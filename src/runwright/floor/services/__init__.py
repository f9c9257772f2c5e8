"""Writing downtime, the devices of stations, and the scans they queued."""

from runwright.floor.services.conflicts import conflict_apply, conflict_drop, conflict_retry
from runwright.floor.services.devices import (
    DEVICE_PREFIX,
    EnrolledDevice,
    EnrolmentCode,
    device_clock_note,
    device_code_issue,
    device_create,
    device_enrol,
    device_revoke,
    device_seen,
    device_sign_off,
    device_sign_on,
    device_update,
)
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
    downtime_reason_create,
    downtime_reason_update,
    downtime_reasons_archive,
    downtime_reasons_restore,
)
from runwright.floor.services.replay import Outcome, parked_sweep, scans_replay, scans_wake

__all__ = [
    "DEVICE_PREFIX",
    "EnrolledDevice",
    "EnrolmentCode",
    "Outcome",
    "Stop",
    "conflict_apply",
    "conflict_drop",
    "conflict_retry",
    "device_clock_note",
    "device_code_issue",
    "device_create",
    "device_enrol",
    "device_revoke",
    "device_seen",
    "device_sign_off",
    "device_sign_on",
    "device_update",
    "downtime_correct",
    "downtime_end",
    "downtime_reason_create",
    "downtime_reason_update",
    "downtime_reasons_archive",
    "downtime_reasons_restore",
    "downtime_reverse",
    "downtime_start",
    "downtimes_post",
    "downtimes_reverse",
    "parked_sweep",
    "problem_report",
    "scans_replay",
    "scans_wake",
]
