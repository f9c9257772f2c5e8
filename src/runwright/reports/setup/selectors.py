"""Reading the set-up checklist."""

from dataclasses import dataclass
from typing import Literal

from runwright.catalog.selectors import items_all
from runwright.company.selectors import company_get
from runwright.engineering.selectors import boms_all, routings_all
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all
from runwright.reports.setup.steps import STEPS, Gap
from runwright.resources.selectors import schedules_all, work_centres_all
from runwright.units.selectors import units_in_use

MOST_GAPS = 20


@dataclass(frozen=True)
class Step:
    """One step: how many records it has, the first gaps, and how many more there are."""

    key: str
    title: str
    count: int
    gaps: tuple[Gap, ...]
    more: int

    @property
    def state(self) -> Literal["open", "flawed", "done"]:
        """``open`` while something needed is missing, ``flawed`` while anything is, or ``done``."""
        if any(gap.is_needed for gap in self.gaps):
            return "open"
        return "flawed" if self.gaps else "done"


def setup_steps(*, actor: Actor) -> list[Step]:
    """The seven steps in order, in a number of queries that does not grow with the company."""
    return [_step(key, actor) for key in STEPS]


def _step(key: str, actor: Actor) -> Step:
    title, look = STEPS[key]
    found = look(actor)
    gaps = found.gaps[:MOST_GAPS]
    return Step(key, title, found.count, gaps, len(found.gaps) - len(gaps))


def setup_is_begun(*, actor: Actor) -> bool:
    """Whether every step has its first record, so that work can begin; cheap to ask."""
    return bool(company_get().prefixes_checked_at) and all(
        rows.exists()
        for rows in (
            boms_all(actor=actor).filter(state="validated"),
            routings_all(actor=actor),
            operators_all(actor=actor),
            work_centres_all(actor=actor),
            schedules_all(actor=actor),
            items_all(actor=actor),
            units_in_use(actor=actor),
        )
    )
