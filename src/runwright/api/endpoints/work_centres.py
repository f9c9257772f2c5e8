"""Work centres."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, Many, Named
from runwright.api.sign_in import Call
from runwright.api.values import Code, Exact, Key, Name, Number, PathKey, Price
from runwright.api.verbs import Tabled
from runwright.reports.lists.resources import WORK_CENTRES
from runwright.resources.selectors import work_centre_get
from runwright.resources.services import (
    work_centre_create,
    work_centre_update,
    work_centres_archive,
    work_centres_restore,
)
from runwright.resources.states import CENTRE_LIFE

door = Door("Work centres", __name__)
add_list(door, "/work-centres", WORK_CENTRES)

Lanes = Annotated[int, Field(strict=True, ge=1, le=1000)]
Efficiency = Annotated[Decimal, Number(3, 4, gt=Decimal())]
Alternatives = Annotated[list[Key], Field(max_length=200)]
Target = Annotated[Decimal, Number(1, 4, ge=Decimal(), le=Decimal(1))]


class WorkCentre(Tabled):
    """A capacity of ``lanes`` orders in parallel; the cost is that of one lane for an hour."""

    home = "/work-centres/{work_centre_id}"
    life = CENTRE_LIFE
    id: Key
    code: str
    name: str
    department: Named | None
    schedule: Brief | None
    machines: Annotated[list[Named], Many]
    alternatives: Annotated[list[Named], Many]
    lanes: int
    efficiency: Exact
    cost_per_hour: Exact
    oee_target: Exact | None
    archived_at: datetime | None


class NewWorkCentre(Given):
    """A work centre to be made; efficiency is a share, 0.8 for 80 %."""

    code: Code
    name: Name
    department_id: Key | None = None
    schedule_id: Key | None = None
    lanes: Lanes = LEFT_OUT
    efficiency: Efficiency = LEFT_OUT
    cost_per_hour: Price = LEFT_OUT
    oee_target: Target | None = None
    alternative_ids: Alternatives = LEFT_OUT


class WorkCentreChange(Given):
    """What may change about a work centre."""

    name: Name = LEFT_OUT
    department_id: Key | None = LEFT_OUT
    schedule_id: Key | None = LEFT_OUT
    lanes: Lanes = LEFT_OUT
    efficiency: Efficiency = LEFT_OUT
    cost_per_hour: Price = LEFT_OUT
    oee_target: Target | None = LEFT_OUT
    alternative_ids: Alternatives = LEFT_OUT


@door.read("/work-centres/{work_centre_id}", permission="resources.view", answer=WorkCentre)
def work_centre(request: Call, work_centre_id: PathKey) -> object:
    """One work centre with its machines."""
    return work_centre_get(work_centre_id=work_centre_id, actor=request.auth)


@door.create("/work-centres", permission="resources.manage", answer=WorkCentre, bulk=True)
def create_work_centre(request: Call, given: NewWorkCentre) -> object:
    """Make a work centre."""
    made = work_centre_create(**given.sent(), actor=request.auth)
    return work_centre_get(work_centre_id=made.id, actor=request.auth)


@door.change(
    "/work-centres/{work_centre_id}",
    permission="resources.manage",
    answer=WorkCentre,
    bulk=True,
    verb="edit",
)
def change_work_centre(request: Call, work_centre_id: PathKey, given: WorkCentreChange) -> object:
    """Change fields of a work centre."""
    work_centre_update(work_centre_id=work_centre_id, **given.sent(), actor=request.auth)
    return work_centre_get(work_centre_id=work_centre_id, actor=request.auth)


add_archive(
    door, work_centre, WorkCentre, archive=work_centres_archive, restore=work_centres_restore
)
