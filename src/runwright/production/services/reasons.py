"""Writing the reasons for seconds and waste."""

from collections.abc import Iterable

from django.db import transaction

from runwright.journal.masters import Master
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.production.errors import ScrapReasonNotFound
from runwright.production.models import ScrapReason
from runwright.production.states import REASON_LIFE

REASONS = Master(ScrapReason, "scrap_reason", ScrapReasonNotFound, frozenset({"name"}), REASON_LIFE)


@transaction.atomic
def scrap_reason_create(*, code: str, name: str, actor: Actor) -> ScrapReason:
    """Name a reason for seconds and waste. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    reason = ScrapReason(code=code, name=name)
    return REASONS.create(record=reason, otherwise=CodeTaken(code=code), actor=actor)


@transaction.atomic
def scrap_reason_update(*, reason_id: int, actor: Actor, **fields: object) -> ScrapReason:
    """Change the name of a reason for seconds and waste."""
    actor.require("resources.manage")
    reason = REASONS.locked(reason_id)
    taken = CodeTaken(code=reason.code)
    return REASONS.update(record=reason, fields=fields, otherwise=taken, actor=actor)


@transaction.atomic
def scrap_reasons_archive(*, reason_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take reasons for seconds and waste out of use; history keeps naming them."""
    actor.require("resources.manage")
    REASONS.archive(ids=reason_ids, actor=actor, reason=reason)


@transaction.atomic
def scrap_reasons_restore(*, reason_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take reasons for seconds and waste out of the archive."""
    actor.require("resources.manage")
    REASONS.restore(ids=reason_ids, actor=actor, reason=reason)
