"""Stops of machines and work centres, the reasons for them, and the problem button."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Instant, Key, Name, PathKey, Prose, ShortCode
from runwright.api.verbs import Tabled
from runwright.floor.selectors import downtime_get, downtime_reason_get, downtime_reasons_all
from runwright.floor.services import (
    downtime_correct,
    downtime_end,
    downtime_reason_create,
    downtime_reason_update,
    downtime_reasons_archive,
    downtime_reasons_restore,
    downtime_reverse,
    downtime_start,
    problem_report,
)
from runwright.floor.states import DOWNTIME_LIFE, REASON_LIFE
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.reports.lists.resources import ARCHIVED, DOWNTIMES, IS_ARCHIVED
from runwright.reports.lists.words import LOSSES

door = Door("Downtimes", __name__)

REASONS = ListDefinition(
    name="downtime_reasons",
    title=_("Reasons for downtime"),
    permission="production.view",
    base=lambda actor: downtime_reasons_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("loss", _("Counts as"), Kind.WORD, words=LOSSES),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
)
add_list(door, "/downtimes", DOWNTIMES)
add_list(door, "/downtime-reasons", REASONS)

Loss = Literal["not_scheduled", "breakdown", "setup", "material", "no_operator", "maintenance"]


class Cause(Named):
    """Why a machine stopped, and the loss it counts as."""

    loss: Loss


class DowntimeReason(Cause, Tabled):
    """A reason for stops."""

    home = "/downtime-reasons/{reason_id}"
    life = REASON_LIFE
    archived_at: datetime | None


class Downtime(Tabled):
    """A stop of a machine, or of a work centre as a whole; ``source`` is the fact that began it."""

    home = "/downtimes/{downtime_id}"
    life = DOWNTIME_LIFE
    id: Key
    source: UUID
    machine: Named | None
    work_centre: Named | None
    reason: Cause
    started_at: datetime
    ended_at: datetime | None
    note: str


class NewDowntime(Given):
    """A stop of a machine or of a work centre; with an end it is entered as a whole."""

    machine_id: Key | None = LEFT_OUT
    work_centre_id: Key | None = LEFT_OUT
    reason_id: Key
    started_at: Instant | None = None
    ended_at: Instant | None = None
    note: Prose = LEFT_OUT


class DowntimeFinish(Given):
    """Since when it runs again; now if left out."""

    ended_at: Instant | None = LEFT_OUT


class DowntimeCorrection(Reasoned):
    """How a stop was in truth: what is sent replaces what was told. An end of none says that it
    still goes on."""

    machine_id: Key | None = LEFT_OUT
    work_centre_id: Key | None = LEFT_OUT
    reason_id: Key = LEFT_OUT
    started_at: Instant = LEFT_OUT
    ended_at: Instant | None = LEFT_OUT
    note: Prose = LEFT_OUT


class Problem(Given):
    """What is wrong: at a machine, at a whole work centre, or only with somebody's own work."""

    reason_id: Key
    machine_id: Key | None = None
    work_centre_id: Key | None = None
    work_order_id: Key | None = None
    operator_id: Key | None = None
    note: Prose = LEFT_OUT


class ProblemTold(Shown):
    """The stop that was reported; none where only somebody's own clock was stopped."""

    downtime: Downtime | None


class NewDowntimeReason(Given):
    """A reason to be named."""

    code: ShortCode
    name: Name
    loss: Loss


@door.read("/downtimes/{downtime_id}", permission="production.view", answer=Downtime)
def downtime(request: Call, downtime_id: PathKey) -> object:
    """One stop."""
    return downtime_get(downtime_id=downtime_id, actor=request.auth)


@door.create("/downtimes", permission="floor.downtime_report", answer=Downtime)
def start_downtime(request: Call, given: NewDowntime) -> object:
    """A machine or a work centre stopped."""
    return downtime_start(**given.sent(), actor=request.auth)


@door.act(
    "/downtimes/{downtime_id}/end", permission="floor.downtime_report", answer=Downtime, verb="end"
)
def end_downtime(request: Call, downtime_id: PathKey, given: DowntimeFinish) -> object:
    """What was down runs again."""
    downtime_end(downtime_id=downtime_id, **given.sent(), actor=request.auth)
    return downtime_get(downtime_id=downtime_id, actor=request.auth)


@door.act(
    "/downtimes/{downtime_id}/correction",
    permission="production.work_correct",
    answer=Downtime,
    verb="correct",
)
def correct_downtime(request: Call, downtime_id: PathKey, given: DowntimeCorrection) -> object:
    """Put a stop right: its opposite, and the stop as it was, with another id."""
    said = {"reason": ""} | given.sent()
    return downtime_correct(downtime_id=downtime_id, **said, actor=request.auth)


@door.create("/problems", permission="floor.downtime_report", answer=ProblemTold)
def report_problem(request: Call, given: Problem) -> object:
    """Stop the clocks at a machine or a work centre, and report it as down."""
    said = given.sent()
    if "work_order_id" in said:
        said = {"operator_id": request.auth.operator_id} | said
    stop = problem_report(**said, actor=request.auth)
    shown = Downtime.model_validate(stop).alive(stop, request.auth) if stop else None
    return ProblemTold(downtime=shown)


@door.act(
    "/downtimes/{downtime_id}/reversal",
    permission="production.work_correct",
    answer=Done,
    verb="reverse",
)
def reverse_downtime(request: Call, downtime_id: PathKey, given: Reasoned) -> object:
    """Take a stop back by its opposite fact."""
    downtime_reverse(downtime_id=downtime_id, reason=given.reason, actor=request.auth)
    return Done()


@door.read("/downtime-reasons/{reason_id}", permission="production.view", answer=DowntimeReason)
def downtime_reason(request: Call, reason_id: PathKey) -> object:
    """One reason for stops."""
    return downtime_reason_get(reason_id=reason_id, actor=request.auth)


@door.create("/downtime-reasons", permission="resources.manage", answer=DowntimeReason)
def create_downtime_reason(request: Call, given: NewDowntimeReason) -> object:
    """Name a reason for stops."""
    return downtime_reason_create(**given.model_dump(), actor=request.auth)


class DowntimeReasonChange(Given):
    """What may change about a reason for stops."""

    name: Name = LEFT_OUT
    loss: Loss = LEFT_OUT


@door.change(
    "/downtime-reasons/{reason_id}",
    permission="resources.manage",
    answer=DowntimeReason,
    verb="edit",
)
def change_downtime_reason(
    request: Call, reason_id: PathKey, given: DowntimeReasonChange
) -> object:
    """Change a reason for stops; those of the past are counted anew."""
    return downtime_reason_update(reason_id=reason_id, **given.sent(), actor=request.auth)


add_archive(
    door,
    downtime_reason,
    DowntimeReason,
    archive=downtime_reasons_archive,
    restore=downtime_reasons_restore,
)
