"""Departments."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Name, PathKey, Price, ShortCode
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.reports.lists.resources import ARCHIVED, IS_ARCHIVED
from runwright.resources.selectors import department_get, departments_all
from runwright.resources.services import department_create

door = Door("Departments", __name__)

DEPARTMENTS = ListDefinition(
    name="departments",
    title=_("Departments"),
    permission="resources.view",
    base=lambda actor: departments_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("labour_rate", _("Labour rate"), Kind.MONEY, optional=True),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
)
add_list(door, "/departments", DEPARTMENTS)


class Department(Shown):
    """A part of the plant; its labour rate counts where an operator has none."""

    id: Key
    code: str
    name: str
    labour_rate: Exact | None
    archived_at: datetime | None


class NewDepartment(Given):
    """A department to be made."""

    code: ShortCode
    name: Name
    labour_rate: Price | None = None


@door.read("/departments/{department_id}", permission="resources.view", answer=Department)
def department(request: Call, department_id: PathKey) -> object:
    """One department."""
    return department_get(department_id=department_id, actor=request.auth)


@door.create("/departments", permission="resources.manage", answer=Department)
def create_department(request: Call, given: NewDepartment) -> object:
    """Make a department."""
    return department_create(**given.model_dump(), actor=request.auth)
