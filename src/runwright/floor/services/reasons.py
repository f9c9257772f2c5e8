"""Writing the reasons for which machines stand."""

from collections.abc import Iterable

from django.db import transaction

from runwright.floor.errors import DowntimeReasonNotFound
from runwright.floor.models import DowntimeReason
from runwright.floor.states import REASON_LIFE
from runwright.journal.masters import Master
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken

REASONS = Master(
    DowntimeReason,
    "downtime_reason",
    DowntimeReasonNotFound,
    frozenset({"name", "loss"}),
    REASON_LIFE,
)


@transaction.atomic
def downtime_reason_create(*, code: str, name: str, loss: str, actor: Actor) -> DowntimeReason:
    """Name a reason for stops and the loss of OEE it counts as. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    reason = DowntimeReason(code=code, name=name, loss=loss)
    return REASONS.create(record=reason, otherwise=CodeTaken(code=code), actor=actor)


@transaction.atomic
def downtime_reason_update(*, reason_id: int, actor: Actor, **fields: object) -> DowntimeReason:
    """Change the name of a reason, or the loss its stops count as, those of the past included."""
    actor.require("resources.manage")
    reason = REASONS.locked(reason_id)
    taken = CodeTaken(code=reason.code)
    return REASONS.update(record=reason, fields=fields, otherwise=taken, actor=actor)


@transaction.atomic
def downtime_reasons_archive(*, reason_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take reasons for stops out of use; history keeps naming them."""
    actor.require("resources.manage")
    REASONS.archive(ids=reason_ids, actor=actor, reason=reason)


@transaction.atomic
def downtime_reasons_restore(*, reason_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take reasons for stops out of the archive."""
    actor.require("resources.manage")
    REASONS.restore(ids=reason_ids, actor=actor, reason=reason)
