"""Spreadsheets of departments, work centres, machines and operators."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from runwright.imports.sheets.columns import Codes, Column, Number, Whole
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.naming import flat, named_id, named_ids, withdrawal
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all, people_of_office
from runwright.people.services import operator_create, operator_update, operators_archive
from runwright.resources.selectors import (
    departments_all,
    machines_all,
    schedules_all,
    work_centres_all,
)
from runwright.resources.services import (
    department_create,
    department_update,
    departments_archive,
    machine_create,
    machine_update,
    machines_archive,
    qualifications_set,
    work_centre_create,
    work_centre_update,
    work_centres_archive,
)


def _departments(actor: Actor) -> Iterator[Values]:
    for one in departments_all(actor=actor).filter(archived_at=None):
        yield {ID: one.id, "code": one.code, "name": one.name, "labour_rate": one.labour_rate}


DEPARTMENTS = Sheet(
    key="departments",
    title=_("Departments"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 20),
        Column("name", _("Name"), True, 120),
        Number("labour_rate", _("Labour rate per hour")),
    ),
    read=_departments,
    write=flat(
        department_create, department_update, "department_id", lambda row, _actor: dict(row)
    ),
    withdraw=withdrawal(departments_archive, "department_ids"),
)


def _centres(actor: Actor) -> Iterator[Values]:
    centres = work_centres_all(actor=actor).filter(archived_at=None)
    for one in centres.prefetch_related("alternatives"):
        yield {
            ID: one.id,
            "code": one.code,
            "name": one.name,
            "department": one.department.code if one.department else "",
            "schedule": one.schedule.name if one.schedule else "",
            "lanes": one.lanes,
            "efficiency": one.efficiency,
            "cost_per_hour": one.cost_per_hour,
            "oee_target": one.oee_target,
            "alternatives": tuple(sorted(other.code for other in one.alternatives.all())),
        }


def _centre_fields(row: Values, actor: Actor) -> Values:
    given = {name: value for name, value in row.items() if name != "alternatives"}
    department, schedule = given.pop("department", None), given.pop("schedule", None)
    if department is not None:
        rows = departments_all(actor=actor).filter(archived_at=None)
        given["department_id"] = named_id(rows, department, kind="department", field="department")
    if schedule is not None:
        plans = schedules_all(actor=actor).filter(archived_at=None)
        given["schedule_id"] = named_id(
            plans, schedule, kind="work schedule", field="schedule", by="name"
        )
    required = ("lanes", "efficiency", "cost_per_hour")
    return {
        name: value for name, value in given.items() if value is not None or name not in required
    }


def _centre_alternatives(group: Group, actor: Actor) -> None:
    row = group.rows[0]
    if "alternatives" in row:
        centres = work_centres_all(actor=actor).filter(archived_at=None)
        ids = named_ids(centres, row["alternatives"], kind="work centre", field="alternatives")
        own = centres.get(code=row["code"])
        work_centre_update(work_centre_id=own.id, alternative_ids=ids, actor=actor)


WORK_CENTRES = Sheet(
    key="work_centres",
    title=_("Work centres"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 40),
        Column("name", _("Name"), True, 120),
        Column("department", _("Department"), longest=20),
        Column("schedule", _("Work schedule"), longest=80),
        Whole("lanes", _("Capacity"), keeps=True),
        Number("efficiency", _("Efficiency in %"), places=4, percent=True, keeps=True),
        Number("cost_per_hour", _("Cost per hour"), keeps=True),
        Number("oee_target", _("OEE target in %"), places=4, percent=True),
        Codes("alternatives", _("Alternatives")),
    ),
    read=_centres,
    write=flat(work_centre_create, work_centre_update, "work_centre_id", _centre_fields),
    withdraw=withdrawal(work_centres_archive, "work_centre_ids"),
    link=_centre_alternatives,
)


def _machines(actor: Actor) -> Iterator[Values]:
    for one in machines_all(actor=actor).filter(archived_at=None):
        yield {
            ID: one.id, "code": one.code, "name": one.name, "work_centre": one.work_centre.code,
            "serial_number": one.serial_number,
        }  # fmt: skip


def _machine_fields(row: Values, actor: Actor) -> Values:
    centres = work_centres_all(actor=actor).filter(archived_at=None)
    code = row["work_centre"]
    centre = named_id(centres, code, kind="work centre", field="work_centre")
    given = {name: value for name, value in row.items() if name != "work_centre"}
    return given | {"work_centre_id": centre}


MACHINES = Sheet(
    key="machines",
    title=_("Machines"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 40),
        Column("name", _("Name"), True, 120),
        Column("work_centre", _("Work centre"), True, 40),
        Column("serial_number", _("Serial number"), longest=80),
    ),
    read=_machines,
    write=flat(machine_create, machine_update, "machine_id", _machine_fields),
    withdraw=withdrawal(machines_archive, "machine_ids"),
)


def _operators(actor: Actor) -> Iterator[Values]:
    people = operators_all(actor=actor).filter(archived_at=None).select_related("user")
    for one in people.prefetch_related("qualifications__work_centre", "departments"):
        centres = sorted(held.work_centre.code for held in one.qualifications.all())
        departments = sorted(held.code for held in one.departments.all())
        yield {
            ID: one.id, "code": one.code, "name": one.name, "hourly_rate": one.hourly_rate,
            "badge": one.badge or "", "user": one.user.username if one.user else "",
            "work_centres": tuple(centres), "departments": tuple(departments),
        }  # fmt: skip


def _operator_fields(row: Values, actor: Actor) -> Values:
    beside = ("user", "work_centres", "departments")
    given = {name: value for name, value in row.items() if name not in beside}
    if "badge" in given:
        given["badge"] = given["badge"] or None
    if "user" in row:
        users = people_of_office(actor=actor)
        given["user_id"] = named_id(users, row["user"], kind="user", field="user", by="username")
    return given


def _operator_links(group: Group, actor: Actor) -> None:
    row = group.rows[0]
    own = operators_all(actor=actor).get(code=row["code"])
    if "work_centres" in row:
        centres = work_centres_all(actor=actor)
        ids = named_ids(centres, row["work_centres"], kind="work centre", field="work_centres")
        qualifications_set(operator_id=own.id, work_centre_ids=ids, actor=actor)
    if "departments" in row:
        _departments_set(own.id, row["departments"], actor)


def _departments_set(operator_id: int, codes: tuple[str, ...], actor: Actor) -> None:
    """Let an operator belong to these departments and no others."""
    rows = departments_all(actor=actor).filter(archived_at=None)
    wanted = set(named_ids(rows, codes, kind="department", field="departments"))
    for department in rows.prefetch_related("people"):
        people = {person.id for person in department.people.all()}
        if (operator_id in people) != (department.id in wanted):
            department_update(
                department_id=department.id, operator_ids=people ^ {operator_id}, actor=actor
            )


OPERATORS = Sheet(
    key="operators",
    title=_("Operators"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 40),
        Column("name", _("Name"), True, 200),
        Number("hourly_rate", _("Rate per hour"), places=4),
        Column("badge", _("Badge"), longest=80),
        Column("user", _("User"), longest=80),
        Codes("work_centres", _("Work centres")),
        Codes("departments", _("Departments")),
    ),
    read=_operators,
    write=flat(operator_create, operator_update, "operator_id", _operator_fields),
    withdraw=withdrawal(operators_archive, "operator_ids"),
    link=_operator_links,
)
