"""To which departments and warehouses somebody is limited: read at the door, set by those who
manage people."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db import transaction
from django.db.models import Model

from runwright.journal.rows import answer
from runwright.journal.services import Edit, Subject, entry_record
from runwright.people.actor import Actor
from runwright.people.errors import UserNotFound
from runwright.people.models import User
from runwright.people.reach import require_department
from runwright.people.roles import LIMITED
from runwright.resources.errors import StationNotFound
from runwright.resources.models import DepartmentLimit, Station, WarehouseLimit, WorkCentre

LIMITS = """
SELECT array(SELECT department_id FROM resources_departmentlimit WHERE user_id = %(user)s),
       array(SELECT warehouse_id FROM resources_warehouselimit WHERE user_id = %(user)s)
"""


def limited(actor: Actor) -> Actor:
    """The actor with the limits an administrator has set; a role beside the limited ones lifts
    them, and asks the database nothing."""
    if actor.user_id is None or not actor.roles or not actor.roles <= LIMITED:
        return actor
    ((departments, warehouses),) = answer(LIMITS, {"user": actor.user_id})
    return replace(
        actor,
        departments=frozenset(departments) or None,
        warehouses=frozenset(warehouses) or None,
    )


def limits_of(*, user_id: int, actor: Actor) -> tuple[list[int], list[int]]:
    """The ids of the departments and warehouses a user is limited to."""
    actor.require("people.manage")
    ((departments, warehouses),) = answer(LIMITS, {"user": user_id})
    return departments, warehouses


@transaction.atomic
def user_limits_set(
    *, user_id: int, department_ids: Collection[int], warehouse_ids: Collection[int], actor: Actor
) -> None:
    """Limit a user to these departments and warehouses; none of a kind is no limit.

    Raises ``UserNotFound``.
    """
    actor.require("people.manage")
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    edits = [
        *_kept(DepartmentLimit, "department", user, department_ids),
        *_kept(WarehouseLimit, "warehouse", user, warehouse_ids),
    ]
    if edits:
        subject = Subject("user", str(user.id), user.username)
        entry_record(actor=actor, verb="user.set_limits", subject=subject, edits=edits)


def _kept(model: type[Model], path: str, user: User, ids: Collection[int]) -> Iterator[Edit]:
    """Limit a user to the records at ``path``; what changed by it, if anything did."""
    rows = model._default_manager.filter(user=user)
    before = sorted(str(getattr(row, path)) for row in rows.select_related(path))
    rows.exclude(**{f"{path}__in": ids}).delete()
    held = set(rows.values_list(f"{path}_id", flat=True))
    model._default_manager.bulk_create(
        [model(user=user, **{f"{path}_id": key}) for key in sorted({*ids} - held)]
    )
    after = sorted(str(getattr(row, path)) for row in rows.all().select_related(path))
    if before != after:
        yield Edit(f"{path}s", ", ".join(before), ", ".join(after))


def station_within_reach(actor: Actor, station_id: int) -> None:
    """Raise ``StationNotFound`` for a station of a department that is not the actor's."""
    stations = Station.objects.filter(id=station_id, department__in=actor.departments or ())
    if actor.departments is not None and not stations.exists():
        raise StationNotFound(key=station_id)


def require_centre(actor: Actor, work_centre_id: int | None, machine_id: int | None = None) -> None:
    """Raise ``OutOfReach`` for a work centre, or a machine, of a department that is not the
    actor's."""
    if actor.departments is None:
        return
    which = {"id": work_centre_id} if work_centre_id is not None else {"machines": machine_id}
    centres = WorkCentre.objects.filter(**which)
    require_department(actor, centres.values_list("department_id", flat=True).first())
