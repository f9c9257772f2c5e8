"""Who is asking, and the operators of the floor."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Code, Exact, Key, Line, Number, PathKey
from runwright.people.selectors import operator_get
from runwright.people.services import operator_archive, operator_create
from runwright.reports.lists.resources import OPERATORS

door = Door("People", __name__)
add_list(door, "/operators", OPERATORS)

Rate = Annotated[Decimal, Number(10, 4, ge=Decimal())]
FullName = Annotated[str, Line(200, shortest=1)]


class Me(Shown):
    """Who the API takes the caller for, and what they may do."""

    user_id: Key | None
    label: str
    roles: list[str]
    permissions: list[str]
    operator_id: Key | None
    language: str


class Operator(Shown):
    """A person who works on the floor; the rate is money per hour."""

    id: Key
    code: str
    name: str
    user_id: Key | None
    badge: str | None
    hourly_rate: Exact | None
    archived_at: datetime | None


class NewOperator(Given):
    """An operator to be made."""

    code: Code
    name: FullName
    hourly_rate: Rate | None = None
    user_id: Key | None = None
    badge: Annotated[str, Line(80, shortest=1)] | None = None


@door.read("/me", permission="people.token_manage", answer=Me)
def me(request: Call) -> object:
    """Who is asking, with which permissions."""
    actor = request.auth
    return Me(
        user_id=actor.user_id,
        label=actor.label,
        roles=sorted(actor.roles),
        permissions=sorted(actor.permissions),
        operator_id=actor.operator_id,
        language=actor.language,
    )


@door.read("/operators/{operator_id}", permission="resources.view", answer=Operator)
def operator(request: Call, operator_id: PathKey) -> object:
    """One operator."""
    return operator_get(operator_id=operator_id, actor=request.auth)


@door.create("/operators", permission="people.operator_manage", answer=Operator)
def create_operator(request: Call, given: NewOperator) -> object:
    """Make an operator."""
    return operator_create(**given.model_dump(), actor=request.auth)


@door.act("/operators/{operator_id}/archival", permission="people.operator_manage", answer=Operator)
def archive_operator(request: Call, operator_id: PathKey, given: Reasoned) -> object:
    """Take an operator out of use."""
    operator_archive(operator_id=operator_id, reason=given.reason, actor=request.auth)
    return operator_get(operator_id=operator_id, actor=request.auth)
