"""The life of a job run, as one table."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition

QUEUED = "queued"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
CANCELLED = "cancelled"

STATES: dict[str, str] = {
    QUEUED: gettext_noop("Waiting"),
    RUNNING: gettext_noop("Running"),
    DONE: gettext_noop("Done"),
    FAILED: gettext_noop("Failed"),
    CANCELLED: gettext_noop("Cancelled"),
}

ACTIVE = frozenset({QUEUED, RUNNING})


def _step(verb: str, sources: set[str], target: str, label: str) -> Transition[object]:
    return Transition(verb, frozenset(sources), target, "tasks.job_cancel", label)


LIFE: Life[object] = Life(
    name="job run",
    initial=QUEUED,
    states=tuple(STATES),
    transitions=(
        # A run whose worker was killed is begun again, hence from running to running.
        _step("begin", {QUEUED, RUNNING}, RUNNING, gettext_noop("Begin")),
        _step("finish", {RUNNING}, DONE, gettext_noop("Finish")),
        _step("fail", {QUEUED, RUNNING}, FAILED, gettext_noop("Fail")),
        _step("stop", {RUNNING}, CANCELLED, gettext_noop("Stop")),
        _step("cancel", {QUEUED}, CANCELLED, gettext_noop("Cancel")),
        # A running one is asked to stop, at its next report of progress.
        _step("cancel", {RUNNING}, STAYS, gettext_noop("Cancel")),
    ),
)

AUTOMATIC_VERBS = frozenset({"begin", "finish", "fail", "stop"})
"""Steps that the work makes by itself; no button and no request offers them."""
