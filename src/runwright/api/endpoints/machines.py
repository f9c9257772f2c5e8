"""Machines."""

from datetime import datetime
from typing import Annotated

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Named
from runwright.api.sign_in import Call
from runwright.api.values import Code, Key, Line, Name, PathKey
from runwright.api.verbs import Tabled
from runwright.reports.lists.resources import MACHINES
from runwright.resources.selectors import machine_get
from runwright.resources.services import (
    machine_create,
    machine_update,
    machines_archive,
    machines_restore,
)
from runwright.resources.states import MACHINE_LIFE

door = Door("Machines", __name__)
add_list(door, "/machines", MACHINES)


class Machine(Tabled):
    """A machine of a work centre."""

    home = "/machines/{machine_id}"
    life = MACHINE_LIFE
    id: Key
    code: str
    name: str
    serial_number: str
    work_centre: Named
    archived_at: datetime | None


class NewMachine(Given):
    """A machine to be made."""

    code: Code
    name: Name
    work_centre_id: Key
    serial_number: Annotated[str, Line(80)] = ""


class MachineChange(Given):
    """What may change about a machine."""

    name: Name = LEFT_OUT
    work_centre_id: Key = LEFT_OUT
    serial_number: Annotated[str, Line(80)] = LEFT_OUT


@door.read("/machines/{machine_id}", permission="resources.view", answer=Machine)
def machine(request: Call, machine_id: PathKey) -> object:
    """One machine."""
    return machine_get(machine_id=machine_id, actor=request.auth)


@door.create("/machines", permission="resources.manage", answer=Machine, bulk=True)
def create_machine(request: Call, given: NewMachine) -> object:
    """Make a machine of a work centre."""
    made = machine_create(**given.model_dump(), actor=request.auth)
    return machine_get(machine_id=made.id, actor=request.auth)


@door.change(
    "/machines/{machine_id}", permission="resources.manage", answer=Machine, bulk=True, verb="edit"
)
def change_machine(request: Call, machine_id: PathKey, given: MachineChange) -> object:
    """Change a machine, or move it to another work centre."""
    machine_update(machine_id=machine_id, **given.sent(), actor=request.auth)
    return machine_get(machine_id=machine_id, actor=request.auth)


add_archive(door, machine, Machine, archive=machines_archive, restore=machines_restore)
