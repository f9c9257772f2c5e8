"""Who is asking, and the operators of the floor."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Code, Exact, Key, Line, Number, PathKey
from runwright.api.verbs import Tabled
from runwright.people.selectors import operator_get
from runwright.people.services import (
    operator_create,
    operator_pin_set,
    operator_update,
    operators_archive,
    operators_restore,
)
from runwright.people.states import OPERATOR_LIFE
from runwright.reports.lists.resources import OPERATORS
from runwright.resources.selectors import qualified_centres
from runwright.resources.services import qualifications_set

door = Door("People", __name__)
add_list(door, "/operators", OPERATORS)

Rate = Annotated[Decimal, Number(10, 4, ge=Decimal())]
Badge = Annotated[str, Line(80, shortest=1)]
FullName = Annotated[str, Line(200, shortest=1)]


class Me(Shown):
    """Who the API takes the caller for, and what they may do."""

    user_id: Key | None
    label: str
    roles: list[str]
    permissions: list[str]
    operator_id: Key | None
    language: str


class Operator(Tabled):
    """A person who works on the floor; the rate is money per hour."""

    home = "/operators/{operator_id}"
    life = OPERATOR_LIFE
    id: Key
    code: str
    name: str
    user_id: Key | None
    badge: str | None
    hourly_rate: Exact | None
    archived_at: datetime | None


class Qualifications(Shown):
    """The work centres at which an operator may work."""

    operator_id: Key
    work_centres: list[Named]


class OperatorChange(Given):
    """What may change about an operator."""

    name: FullName = LEFT_OUT
    hourly_rate: Rate | None = LEFT_OUT
    user_id: Key | None = LEFT_OUT
    badge: Badge | None = LEFT_OUT


class NewQualifications(Given):
    """All the work centres at which an operator may work from now on."""

    work_centre_ids: Annotated[list[Key], Field(max_length=1000)]


class NewOperator(Given):
    """An operator to be made."""

    code: Code
    name: FullName
    hourly_rate: Rate | None = None
    user_id: Key | None = None
    badge: Badge | None = None


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


@door.create("/operators", permission="people.operator_manage", answer=Operator, bulk=True)
def create_operator(request: Call, given: NewOperator) -> object:
    """Make an operator."""
    return operator_create(**given.model_dump(), actor=request.auth)


@door.change(
    "/operators/{operator_id}",
    permission="people.operator_manage",
    answer=Operator,
    bulk=True,
    verb="edit",
)
def change_operator(request: Call, operator_id: PathKey, given: OperatorChange) -> object:
    """Change an operator."""
    return operator_update(operator_id=operator_id, **given.sent(), actor=request.auth)


add_archive(door, operator, Operator, archive=operators_archive, restore=operators_restore)


@door.read(
    "/operators/{operator_id}/qualifications", permission="resources.view", answer=Qualifications
)
def qualifications(request: Call, operator_id: PathKey) -> object:
    """Where an operator may work."""
    operator_get(operator_id=operator_id, actor=request.auth)
    centres = qualified_centres(operator_id=operator_id, actor=request.auth)
    return {"operator_id": operator_id, "work_centres": list(centres)}


@door.act(
    "/operators/{operator_id}/qualifications",
    permission="resources.manage",
    answer=Qualifications,
    verb="qualify",
)
def set_qualifications(request: Call, operator_id: PathKey, given: NewQualifications) -> object:
    """Say at which work centres an operator may work."""
    qualifications_set(
        operator_id=operator_id, work_centre_ids=given.work_centre_ids, actor=request.auth
    )
    return qualifications(request, operator_id)


class OperatorPin(Given):
    """The PIN by which an operator signs on at stations."""

    pin: Annotated[str, Line(12, shortest=1)]


@door.settle(
    "/operators/{operator_id}/pin", permission="people.operator_manage", answer=Done, verb="set_pin"
)
def set_pin(request: Call, operator_id: PathKey, given: OperatorPin) -> object:
    """Give an operator a PIN for stations."""
    operator_pin_set(operator_id=operator_id, pin=given.pin, actor=request.auth)
    return Done()
