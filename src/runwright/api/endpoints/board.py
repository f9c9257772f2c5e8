"""The machine board: what every machine does now, and what comes next."""

from datetime import datetime
from typing import Literal

from runwright.api.doors import Door
from runwright.api.endpoints.downtimes import Downtime
from runwright.api.records import TimeKind, WorkState
from runwright.api.schemas import Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key
from runwright.floor.selectors import machine_board

door = Door("Machine board", __name__)

PARAMETERS = {"department": {"type": "string", "description": "The code of one department."}}


class BoardJob(Shown):
    """A work order on the board: ``remains`` has not come off yet, and takes ``minutes`` as
    planned; ``since``, ``kind`` and ``people`` are of the clocks that run."""

    work_order_id: Key
    order_id: Key
    order: str
    operation: str
    item: str
    item_name: str
    unit: str
    state: WorkState
    quantity: Exact
    firsts: Exact
    remains: Exact
    minutes: Exact
    planned_start: datetime | None
    since: datetime | None
    kind: TimeKind | Literal[""]
    people: list[str]


class BoardOutput(Shown):
    """What came off today, in one unit."""

    unit: str
    firsts: Exact
    seconds: Exact
    waste: Exact


class BoardCell(Shown):
    """A machine, or lanes of a work centre without machines (``machine_id`` is null)."""

    machine_id: Key | None
    code: str
    name: str
    centre: Named
    lanes: int
    state: Literal["running", "idle", "down"]
    since: datetime | None
    jobs: list[BoardJob]
    next: BoardJob | None
    downtime: Downtime | None
    today: list[BoardOutput]


class MachineBoard(Shown):
    """What every machine and lane does."""

    departments: list[Named]
    cells: list[BoardCell]


@door.read(
    "/machines/board", permission="production.view", answer=MachineBoard, parameters=PARAMETERS
)
def board(request: Call) -> object:
    """Every machine running, idle or down, with its jobs, its next job and today's output."""
    return machine_board(department=request.GET.get("department", ""), actor=request.auth)
