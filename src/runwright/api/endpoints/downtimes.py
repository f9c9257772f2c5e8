"""Stops of machines."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Instant, Key, Name, PathKey, Prose, ShortCode
from runwright.floor.selectors import downtime_get, downtime_reasons
from runwright.floor.services import (
    downtime_end,
    downtime_reason_archive,
    downtime_reason_create,
    downtime_reason_update,
    downtime_reverse,
    downtime_start,
)
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.reports.lists.resources import DOWNTIMES
from runwright.reports.lists.words import LOSSES

door = Door("Downtimes", __name__)

REASONS = ListDefinition(
    name="downtime_reasons",
    title=_("Reasons for downtime"),
    permission="production.view",
    base=lambda actor: downtime_reasons(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("loss", _("Counts as"), Kind.WORD, words=LOSSES),
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")),),
    sort=("code",),
)
add_list(door, "/downtimes", DOWNTIMES)
add_list(door, "/downtime-reasons", REASONS)

Loss = Literal["not_scheduled", "breakdown", "setup", "material", "no_operator", "maintenance"]


class DowntimeReason(Named):
    """Why a machine stops, and the loss it counts as."""

    loss: Loss


class Downtime(Shown):
    """A stop of a machine; ``source`` is the fact that began it."""

    id: Key
    source: UUID
    machine: Named
    reason: DowntimeReason
    started_at: datetime
    ended_at: datetime | None
    note: str


class NewDowntime(Given):
    """A stop, now or then; with an end it is entered as a whole."""

    machine_id: Key
    reason_id: Key
    started_at: Instant | None = None
    ended_at: Instant | None = None
    note: Prose = LEFT_OUT


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
    """A machine stopped."""
    return downtime_start(**given.sent(), actor=request.auth)


@door.act("/downtimes/{downtime_id}/end", permission="floor.downtime_report", answer=Downtime)
def end_downtime(request: Call, downtime_id: PathKey) -> object:
    """A machine that was down runs again."""
    downtime_end(downtime_id=downtime_id, actor=request.auth)
    return downtime_get(downtime_id=downtime_id, actor=request.auth)


@door.act("/downtimes/{downtime_id}/reversal", permission="production.work_correct", answer=Done)
def reverse_downtime(request: Call, downtime_id: PathKey, given: Reasoned) -> object:
    """Take a stop back by its opposite fact."""
    downtime_reverse(downtime_id=downtime_id, reason=given.reason, actor=request.auth)
    return Done()


@door.create("/downtime-reasons", permission="resources.manage", answer=DowntimeReason)
def create_downtime_reason(request: Call, given: NewDowntimeReason) -> object:
    """Name a reason for stops."""
    return downtime_reason_create(**given.model_dump(), actor=request.auth)


class DowntimeReasonChange(Given):
    """What may change about a reason for stops."""

    name: Name = LEFT_OUT
    loss: Loss = LEFT_OUT


@door.change("/downtime-reasons/{reason_id}", permission="resources.manage", answer=DowntimeReason)
def change_downtime_reason(
    request: Call, reason_id: PathKey, given: DowntimeReasonChange
) -> object:
    """Change a reason for stops; those of the past are counted anew."""
    return downtime_reason_update(reason_id=reason_id, **given.sent(), actor=request.auth)


@door.act("/downtime-reasons/{reason_id}/archival", permission="resources.manage", answer=Done)
def archive_downtime_reason(request: Call, reason_id: PathKey, given: Reasoned) -> object:
    """Take a reason for stops out of use."""
    downtime_reason_archive(reason_id=reason_id, reason=given.reason, actor=request.auth)
    return Done()
