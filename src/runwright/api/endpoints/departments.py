"""Departments."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Many, Named
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Name, PathKey, Price, ShortCode
from runwright.api.verbs import Tabled
from runwright.reports.lists.resources import DEPARTMENTS
from runwright.resources.selectors import department_get
from runwright.resources.services import (
    department_create,
    department_update,
    departments_archive,
    departments_restore,
)
from runwright.resources.states import DEPARTMENT_LIFE

door = Door("Departments", __name__)

add_list(door, "/departments", DEPARTMENTS)


class Department(Tabled):
    """A part of the plant; its labour rate counts where an operator has none."""

    home = "/departments/{department_id}"
    life = DEPARTMENT_LIFE
    id: Key
    code: str
    name: str
    labour_rate: Exact | None
    people: Annotated[list[Named], Many]
    archived_at: datetime | None


class NewDepartment(Given):
    """A department to be made."""

    code: ShortCode
    name: Name
    labour_rate: Price | None = None


class DepartmentChange(Given):
    """What may change about a department, and who belongs to it."""

    name: Name = LEFT_OUT
    labour_rate: Price | None = LEFT_OUT
    operator_ids: Annotated[list[Key], Field(max_length=1000)] = LEFT_OUT


@door.read("/departments/{department_id}", permission="resources.view", answer=Department)
def department(request: Call, department_id: PathKey) -> object:
    """One department."""
    return department_get(department_id=department_id, actor=request.auth)


@door.create("/departments", permission="resources.manage", answer=Department, bulk=True)
def create_department(request: Call, given: NewDepartment) -> object:
    """Make a department."""
    return department_create(**given.model_dump(), actor=request.auth)


@door.change(
    "/departments/{department_id}", permission="resources.manage", answer=Department, verb="edit"
)
def change_department(request: Call, department_id: PathKey, given: DepartmentChange) -> object:
    """Change a department."""
    return department_update(department_id=department_id, **given.sent(), actor=request.auth)


add_archive(door, department, Department, archive=departments_archive, restore=departments_restore)
