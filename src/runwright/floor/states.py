"""The lives of what the floor keeps: one literal table each."""

from runwright.floor.models import Device, Downtime
from runwright.kernel.errors import gettext_noop
from runwright.kernel.masters import master_life
from runwright.kernel.transitions import STAYS, Life, Transition

REASON_LIFE = master_life("downtime_reason", "resources.manage")

WAITING, ENROLLED, REVOKED = "waiting", "enrolled", "revoked"


def device_state(device: Device) -> str:
    """Whether a device waits for its code to be used, is enrolled, or was revoked."""
    if device.revoked_at:
        return REVOKED
    return ENROLLED if device.token_hash else WAITING


def _turn(verb: str, sources: set[str], target: str, label: str) -> Transition[Device]:
    return Transition(verb, frozenset(sources), target, "floor.device_manage", label)


DEVICE_LIFE: Life[Device] = Life(
    name="device",
    initial=WAITING,
    states=(WAITING, ENROLLED, REVOKED),
    transitions=(
        _turn("edit", {WAITING, ENROLLED, REVOKED}, STAYS, gettext_noop("Edit")),
        # Its token works until the new code is used.
        _turn("issue_code", {WAITING, ENROLLED}, STAYS, gettext_noop("New code")),
        _turn("issue_code", {REVOKED}, WAITING, gettext_noop("New code")),
        _turn("revoke", {WAITING, ENROLLED}, REVOKED, gettext_noop("Revoke")),
    ),
    state_of=device_state,
)

DOWN, OVER = "down", "over"
TOLD = frozenset({DOWN, OVER})


def downtime_state(downtime: Downtime) -> str:
    """Whether it is still down."""
    return OVER if downtime.ended_at else DOWN


DOWNTIME_LIFE: Life[Downtime] = Life(
    name="downtime",
    initial=DOWN,
    states=(DOWN, OVER),
    transitions=(
        Transition(
            "end", frozenset({DOWN}), OVER, "floor.downtime_report", gettext_noop("It runs again")
        ),
        Transition("correct", TOLD, STAYS, "production.work_correct", gettext_noop("Correct")),
        Transition("reverse", TOLD, STAYS, "production.work_correct", gettext_noop("Take back")),
    ),
    state_of=downtime_state,
)

PARKED_OPEN = frozenset({"waiting", "conflict"})


def _answer(verb: str, target: str, label: str) -> Transition[object]:
    return Transition(verb, PARKED_OPEN, target, "floor.conflict_resolve", label)


PARKED_LIFE: Life[object] = Life(
    name="parked_scan",
    initial="waiting",
    states=("waiting", "conflict", "applied", "dropped"),
    transitions=(
        _answer("retry", "applied", gettext_noop("Try again")),
        _answer("apply", "applied", gettext_noop("Apply")),
        _answer("drop", "dropped", gettext_noop("Drop")),
    ),
)
"""Answers to a scan that could not be posted. Whether it can be now is known by trying alone: the
record tells what refused it last."""
