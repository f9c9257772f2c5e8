"""Every verb of a work order in every state it can be in, against one literal table."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from runwright.kernel.errors import Refusal
from runwright.production.models import WorkOrder
from runwright.production.services import (
    ReportDraft,
    held_decide,
    order_cancel,
    timer_start,
    work_assign,
    work_finish_short,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.production.states import WORK_STATES
from runwright.reports.doctor import examine
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db

DONE = ""
VERDICTS = {
    "waiting": {
        "start": DONE,
        "report": "MoreThanReceived",
        "decide": "NotHeld",
        "finish_short": "StillOpen",
        "assign": DONE,
    },
    "ready": {
        "start": DONE,
        "report": DONE,
        "decide": "NotHeld",
        "finish_short": DONE,
        "assign": DONE,
    },
    "in_progress": {
        "start": "TimerRunning",
        "report": DONE,
        "decide": "NotHeld",
        "finish_short": "StillOpen",
        "assign": DONE,
    },
    "finished": {
        "start": "NotOpenForWork",
        "report": "NotOpenForWork",
        "decide": "NotHeld",
        "finish_short": "NotOpenForWork",
        "assign": "WrongState",
    },
    "cancelled": {
        "start": "NotOpenForWork",
        "report": "NotOpenForWork",
        "decide": "NotOpenForWork",
        "finish_short": "NotOpenForWork",
        "assign": "WrongState",
    },
}
"""By state: what each verb does, nothing for a success, else the name of its refusal."""


@dataclass
class Floor:
    """The verbs, each tried on a work order by the same person."""

    mill: Plant
    verbs: dict[str, Callable[[WorkOrder], object]] = field(init=False)

    def __post_init__(self) -> None:
        actor, ana = self.mill.actor, self.mill.operators["ana"].id
        one = ReportDraft(firsts=D(1))
        self.verbs = {
            "start": lambda w: timer_start(
                work_order_id=w.id, worker=Worker(operator_id=ana), actor=actor
            ),
            "report": lambda w: work_report(work_order_id=w.id, draft=one, actor=actor),
            "decide": lambda w: held_decide(
                work_order_id=w.id, outcome="release", quantity=D(1), actor=actor
            ),
            "finish_short": lambda w: work_finish_short(
                work_order_id=w.id, reason="enough", actor=actor
            ),
            "assign": lambda w: work_assign(work_order_ids=[w.id], operator_ids=[ana], actor=actor),
        }

    def brought_to(self, state: str) -> WorkOrder:
        """A work order of a fresh order in this state."""
        order = self.mill.planned("SOCK", D(12))
        name = "Inspect" if state == "waiting" else "Knit"
        work = self.mill.work(order, name)
        if state == "in_progress":
            self.verbs["start"](work)
        if state == "finished":
            self.mill.report(order, name, firsts=D(12))
        if state == "cancelled":
            order_cancel(order_id=order.id, reason="not wanted", actor=self.mill.actor)
        return WorkOrder.objects.get(id=work.id)


def verdict(verb: Callable[[WorkOrder], object], work: WorkOrder) -> str:
    try:
        with transaction.atomic():
            verb(work)
    except Refusal as refusal:
        return type(refusal).__name__
    return DONE


def test_every_verb_in_every_state() -> None:
    mill = sock_mill()
    mill.stocked(yarn=D(400), boxes=D(400))
    floor = Floor(mill)
    assert VERDICTS.keys() == set(WORK_STATES)
    found = {}
    for state in WORK_STATES:
        found[state] = {}
        for name, verb in floor.verbs.items():
            work = floor.brought_to(state)
            assert work.state == state
            found[state][name] = verdict(verb, work)
    assert found == VERDICTS
    assert list(examine()) == []
