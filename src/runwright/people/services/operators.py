"""Writing operators: who works on the floor, with badge and rate."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.db import transaction

from runwright.journal.masters import Master
from runwright.kernel.errors import Refusal, refuse_all
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.errors import (
    BadgeTaken,
    CodeTaken,
    HourlyRateNegative,
    OperatorNotFound,
    UserIsOperator,
    UserNotFound,
)
from runwright.people.models import Operator, User
from runwright.people.states import OPERATOR_LIFE

OPERATORS = Master(
    Operator,
    "operator",
    OperatorNotFound,
    frozenset({"name", "badge", "hourly_rate", "user_id"}),
    OPERATOR_LIFE,
)


@transaction.atomic
def operator_create(
    *,
    code: str,
    name: str,
    actor: Actor,
    hourly_rate: Decimal | None = None,
    user_id: int | None = None,
    badge: str | None = None,
) -> Operator:
    """Create an operator; the rate is money per hour.

    Raises ``CodeTaken``, ``BadgeTaken``, ``UserIsOperator``, ``UserNotFound`` and
    ``HourlyRateNegative``.
    """
    actor.require("people.operator_manage")
    fields = {"hourly_rate": hourly_rate, "user_id": user_id, "badge": badge}
    refuse_all(_operator_wrong(None, fields))
    operator = Operator(code=code, name=name, **fields)
    return OPERATORS.create(record=operator, otherwise=CodeTaken(code=code), actor=actor)


@transaction.atomic
def operator_update(*, operator_id: int, actor: Actor, **fields: object) -> Operator:
    """Change name, badge, rate or user of an operator. Raises like ``operator_create``."""
    actor.require("people.operator_manage")
    operator = OPERATORS.locked(operator_id)
    refuse_all(_operator_wrong(operator, fields))
    taken = CodeTaken(code=operator.code)
    return OPERATORS.update(record=operator, fields=fields, otherwise=taken, actor=actor)


def _operator_wrong(operator: Operator | None, fields: Mapping[str, object]) -> Iterator[Refusal]:
    others = Operator.objects.exclude(pk=operator.pk) if operator else Operator.objects.all()
    rate, badge, user_id = (fields.get(name) for name in ("hourly_rate", "badge", "user_id"))
    if isinstance(rate, Decimal) and rate < 0:
        yield HourlyRateNegative(rate=plain(rate))
    holder = others.filter(badge=badge).first() if badge else None
    if holder:
        yield BadgeTaken(badge=badge, operator=str(holder))
    if isinstance(user_id, int):
        yield from _user_wrong(user_id, others.filter(user_id=user_id).first())


def _user_wrong(user_id: int, other: Operator | None) -> Iterator[Refusal]:
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        yield UserNotFound(key=user_id, field="user_id")
    elif other:
        yield UserIsOperator(user=user.username, operator=str(other))


@transaction.atomic
def operators_archive(*, operator_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take operators out of use; history keeps naming them."""
    actor.require("people.operator_manage")
    OPERATORS.archive(ids=operator_ids, actor=actor, reason=reason)


@transaction.atomic
def operators_restore(*, operator_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take operators out of the archive."""
    actor.require("people.operator_manage")
    OPERATORS.restore(ids=operator_ids, actor=actor, reason=reason)
