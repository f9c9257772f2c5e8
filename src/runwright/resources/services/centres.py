"""Writing departments, work centres, machines, and who may work where."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db import transaction

from runwright.journal.masters import Master
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.errors import Refusal, refuse_all
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.people.models import Operator
from runwright.people.selectors import operator_get
from runwright.resources.errors import (
    DepartmentNotFound,
    EfficiencyNotPositive,
    MachineNotFound,
    NoLane,
    NotItsOwnAlternative,
    RateNegative,
    TargetNotAShare,
    WorkCentreNotFound,
)
from runwright.resources.models import Department, Machine, Qualification, WorkCentre
from runwright.resources.selectors import qualified_centres
from runwright.resources.states import CENTRE_LIFE, DEPARTMENT_LIFE, MACHINE_LIFE

CENTRE_FIELDS = frozenset(
    {"name", "department_id", "lanes", "efficiency", "cost_per_hour", "schedule_id", "oee_target"}
)
DEPARTMENTS = Master(
    Department,
    "department",
    DepartmentNotFound,
    frozenset({"name", "labour_rate"}),
    DEPARTMENT_LIFE,
)
CENTRES = Master(WorkCentre, "work_centre", WorkCentreNotFound, CENTRE_FIELDS, CENTRE_LIFE)
MACHINES = Master(
    Machine,
    "machine",
    MachineNotFound,
    frozenset({"name", "serial_number", "work_centre_id"}),
    MACHINE_LIFE,
)


@transaction.atomic
def department_create(
    *, code: str, name: str, actor: Actor, labour_rate: Decimal | None = None
) -> Department:
    """Create a department; the labour rate is money per hour. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    _refuse_negative(labour_rate, "labour_rate")
    department = Department(code=code, name=name, labour_rate=labour_rate)
    return DEPARTMENTS.create(record=department, otherwise=CodeTaken(code=code), actor=actor)


@transaction.atomic
def department_update(
    *,
    department_id: int,
    actor: Actor,
    operator_ids: Iterable[int] | None = None,
    **fields: object,
) -> Department:
    """Change name or labour rate of a department, or say who belongs to it."""
    actor.require("resources.manage")
    _refuse_negative(fields.get("labour_rate"), "labour_rate")
    department = DEPARTMENTS.locked(department_id)
    edits = [] if operator_ids is None else _people_change(department, set(operator_ids))
    return DEPARTMENTS.update(
        record=department, fields=fields, otherwise=CodeTaken(code=department.code), actor=actor,
        also=edits,
    )  # fmt: skip


def _people_change(department: Department, wanted: set[int]) -> list[Edit]:
    before = list(department.people.order_by("code"))
    department.people.set(Operator.objects.filter(id__in=wanted))
    after = list(department.people.order_by("code"))
    return [] if before == after else [Edit("people", _codes(before), _codes(after))]


@transaction.atomic
def departments_archive(*, department_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take departments out of use; refused while work centres belong to one."""
    actor.require("resources.manage")
    DEPARTMENTS.archive(ids=department_ids, actor=actor, reason=reason)


@transaction.atomic
def departments_restore(*, department_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take departments out of the archive."""
    actor.require("resources.manage")
    DEPARTMENTS.restore(ids=department_ids, actor=actor, reason=reason)


@transaction.atomic
def work_centre_create(
    *,
    code: str,
    name: str,
    actor: Actor,
    alternative_ids: Iterable[int] = (),
    **fields: object,
) -> WorkCentre:
    """Create a work centre; efficiency is a share (0.8), the cost per hour of one lane.

    Raises ``CodeTaken``, and ``Invalid`` with every field that is wrong.
    """
    actor.require("resources.manage")
    CENTRES.check(fields)
    centre = WorkCentre(code=code, name=name, **fields)
    refuse_all(_centre_wrong(centre))
    CENTRES.create(record=centre, otherwise=CodeTaken(code=code), actor=actor)
    _alternatives_change(centre, set(alternative_ids))
    return centre


@transaction.atomic
def work_centre_update(
    *,
    work_centre_id: int,
    actor: Actor,
    alternative_ids: Iterable[int] | None = None,
    **fields: object,
) -> WorkCentre:
    """Change a work centre, or which others may do its work. Raises like the making of it."""
    actor.require("resources.manage")
    CENTRES.check(fields)
    centre = CENTRES.locked(work_centre_id)
    changed = WorkCentre(
        code=centre.code, **{f: getattr(centre, f) for f in CENTRE_FIELDS} | fields
    )
    refuse_all(_centre_wrong(changed))
    edits = [] if alternative_ids is None else _alternatives_change(centre, set(alternative_ids))
    return CENTRES.update(
        record=centre, fields=fields, otherwise=CodeTaken(code=centre.code), actor=actor, also=edits
    )


def _alternatives_change(centre: WorkCentre, wanted: set[int]) -> list[Edit]:
    if centre.id in wanted:
        raise NotItsOwnAlternative(centre=centre.code)
    before = list(centre.alternatives.order_by("code"))
    found = list(WorkCentre.objects.filter(id__in=wanted).order_by("code"))
    if len(found) < len(wanted):
        raise WorkCentreNotFound(key=min(wanted - {one.id for one in found}))
    centre.alternatives.set(found)
    return [] if before == found else [Edit("alternatives", _codes(before), _codes(found))]


def _centre_wrong(centre: WorkCentre) -> Iterator[Refusal]:
    if centre.efficiency <= 0:
        yield EfficiencyNotPositive()
    if centre.lanes < 1:
        yield NoLane(lanes=centre.lanes)
    if centre.cost_per_hour < 0:
        yield RateNegative(rate=plain(centre.cost_per_hour), field="cost_per_hour")
    if centre.oee_target is not None and not 0 < centre.oee_target <= 1:
        yield TargetNotAShare()


@transaction.atomic
def machine_create(
    *, code: str, name: str, work_centre_id: int, actor: Actor, serial_number: str = ""
) -> Machine:
    """Create a machine of a work centre. Raises ``CodeTaken`` and ``WorkCentreNotFound``."""
    actor.require("resources.manage")
    CENTRES.locked(work_centre_id)
    machine = Machine(
        code=code, name=name, work_centre_id=work_centre_id, serial_number=serial_number
    )
    return MACHINES.create(record=machine, otherwise=CodeTaken(code=code), actor=actor)


@transaction.atomic
def machine_update(*, machine_id: int, actor: Actor, **fields: object) -> Machine:
    """Change name or serial number of a machine, or move it to another work centre."""
    actor.require("resources.manage")
    machine = MACHINES.locked(machine_id)
    return MACHINES.update(
        record=machine, fields=fields, otherwise=CodeTaken(code=machine.code), actor=actor
    )


@transaction.atomic
def machines_archive(*, machine_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take machines out of use; history keeps naming them."""
    actor.require("resources.manage")
    MACHINES.archive(ids=machine_ids, actor=actor, reason=reason)


@transaction.atomic
def work_centres_archive(*, work_centre_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take work centres out of use; history keeps naming them."""
    actor.require("resources.manage")
    CENTRES.archive(ids=work_centre_ids, actor=actor, reason=reason)


@transaction.atomic
def machines_restore(*, machine_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take machines out of the archive."""
    actor.require("resources.manage")
    MACHINES.restore(ids=machine_ids, actor=actor, reason=reason)


@transaction.atomic
def work_centres_restore(*, work_centre_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take work centres out of the archive."""
    actor.require("resources.manage")
    CENTRES.restore(ids=work_centre_ids, actor=actor, reason=reason)


@transaction.atomic
def qualifications_set(*, operator_id: int, work_centre_ids: Iterable[int], actor: Actor) -> None:
    """Say at which work centres an operator may work.

    Raises ``OperatorNotFound`` and ``WorkCentreNotFound``.
    """
    actor.require("resources.manage")
    operator = operator_get(operator_id=operator_id, actor=actor)
    before = list(qualified_centres(operator_id=operator_id, actor=actor))
    wanted = set(work_centre_ids)
    after = list(WorkCentre.objects.filter(id__in=wanted).order_by("code"))
    if len(after) < len(wanted):
        raise WorkCentreNotFound(key=min(wanted - {one.id for one in after}))
    if before == after:
        return
    Qualification.objects.filter(operator=operator).delete()
    Qualification.objects.bulk_create(
        [Qualification(operator=operator, work_centre=centre) for centre in after]
    )
    edits = [Edit("work_centres", _codes(before), _codes(after))]
    subject = Subject("operator", str(operator_id), str(operator))
    entry_record(actor=actor, verb="operator.qualify", subject=subject, edits=edits)


def _codes(records: Iterable[Department | WorkCentre | Operator]) -> str:
    return ", ".join(one.code for one in records)


def _refuse_negative(rate: object, field: str) -> None:
    if isinstance(rate, Decimal) and rate < 0:
        raise RateNegative(rate=plain(rate), field=field)
