"""The set-up checklist."""

from typing import Literal

from django.utils.translation import gettext

from runwright.api.doors import Door
from runwright.api.schemas import Done, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key
from runwright.company.services import prefixes_accept
from runwright.reports.setup.selectors import Step as Found
from runwright.reports.setup.selectors import setup_steps

door = Door("Set-up", __name__)


class Gap(Shown):
    """What is missing, at which record if at one; needed gaps keep the step open."""

    sentence: str
    kind: str
    record_id: Key | None
    is_needed: bool


class Step(Shown):
    """One of the seven steps; ``more`` gaps are not listed."""

    key: str
    title: str
    state: Literal["open", "flawed", "done"]
    count: int
    gaps: list[Gap]
    more: int


class Checklist(Shown):
    """The seven steps in order."""

    items: list[Step]


@door.read("/setup", permission="resources.view", answer=Checklist)
def checklist(request: Call) -> object:
    """What is set up, and what is missing."""
    return Checklist(items=[_step(one) for one in setup_steps(actor=request.auth)])


@door.act("/setup/prefixes", permission="company.manage", answer=Done)
def accept_prefixes(request: Call) -> object:
    """Say that the prefixes of documents are good as they are."""
    prefixes_accept(actor=request.auth)
    return Done()


def _step(found: Found) -> Step:
    gaps = [
        Gap(
            sentence=gap.reason.sentence(gettext), kind=gap.kind, record_id=gap.record_id,
            is_needed=gap.is_needed,
        )
        for gap in found.gaps
    ]  # fmt: skip
    return Step(
        key=found.key, title=gettext(found.title), state=found.state, count=found.count, gaps=gaps,
        more=found.more,
    )  # fmt: skip
