"""Background work: how far it is, and asking it to stop."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.sign_in import Call
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Search
from runwright.tasks.selectors import job_get, job_verbs, jobs_all
from runwright.tasks.services import job_cancel
from runwright.tasks.states import STATES

door = Door("Jobs", __name__)

WORDS = {state: _(words) for state, words in STATES.items()}
JOBS = ListDefinition(
    name="jobs",
    title=_("Background work"),
    permission="tasks.view",
    base=lambda actor: jobs_all(actor=actor),
    columns=(
        Column("label", _("What")),
        Column("task", _("Task"), Kind.CODE),
        Column("state", _("State"), Kind.STATE, words=WORDS),
        Column("done", _("Done"), Kind.COUNT),
        Column("total", _("Of"), Kind.COUNT, optional=True),
        Column("who", _("Asked by"), path="created_by_label"),
        Column("created", _("Asked"), Kind.INSTANT, path="created_at"),
        Column("finished", _("Ended"), Kind.INSTANT, path="finished_at", optional=True),
    ),
    filters=(
        Search("q", _("Search"), paths=("label", "task")),
        Choice("state", _("State"), words=WORDS),
    ),
    sort=("-created",),
)
add_list(door, "/jobs", JOBS, key=UUID)


class Job(Lively):
    """One run of background work: ``done`` of ``total`` units of its own."""

    home = "/jobs/{job_id}"
    id: UUID
    task: str
    label: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    done: int
    total: int | None
    message: str
    error: str
    cancel_asked: bool
    created_by_label: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return job_verbs(job=record, actor=actor)


@door.read("/jobs/{job_id}", permission="tasks.view", answer=Job)
def job(request: Call, job_id: UUID) -> object:
    """One run, as far as it is."""
    return job_get(job_id=job_id, actor=request.auth)


@door.act("/jobs/{job_id}/cancellation", permission="tasks.view", answer=Job, verb="cancel")
def cancel_job(request: Call, job_id: UUID) -> object:
    """Ask a run to stop; its own asker may, and who may cancel everybody's."""
    job_cancel(job_id=job_id, actor=request.auth)
    return job_get(job_id=job_id, actor=request.auth)
