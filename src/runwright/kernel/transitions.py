"""The life of a record as one literal table of transitions.

Services, buttons, the API's allowed actions, diagrams and tests are all made from the table.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from runwright.kernel.errors import Conflict, GuardFailed, Reason, Refusal, gettext_noop

Record = TypeVar("Record")
Check = Callable[[Record], tuple[Reason, ...]]


STAYS = ""
"""The target of a step that changes something else than the state."""


def reasons_of(check: Callable[[], object]) -> tuple[Reason, ...]:
    """The reasons of the refusal that a check raises; none where it passes.

    So a guard of a table can be the very check that the service makes.
    """
    try:
        check()
    except Refusal as refusal:
        return refusal.reasons
    return ()


def guard(check: Callable[[Record], object]) -> Check[Record]:
    """A check that raises, as a guard of a table."""
    return lambda record: reasons_of(lambda: check(record))


class WrongState(Conflict):
    """The verb does not exist in the state the record is in."""

    template = gettext_noop("{record} is {state}: it cannot {verb}.")


@dataclass(frozen=True)
class Transition(Generic[Record]):
    """One step: ``verb`` leads from any of ``sources`` to ``target``; without one, back to where
    it started.

    ``permission`` is the right it takes; ``guards`` return the reasons why it is not possible now,
    ``cautions`` what should be thought of first but stops nobody.
    """

    verb: str
    sources: frozenset[str]
    target: str
    permission: str
    label: str
    guards: tuple[Check[Record], ...] = ()
    cautions: tuple[Check[Record], ...] = ()

    def warnings(self, record: Record) -> tuple[Reason, ...]:
        """What should be thought of before taking the step, in table order."""
        return tuple(reason for caution in self.cautions for reason in caution(record))

    def obstacles(self, record: Record) -> tuple[Reason, ...]:
        """Every unmet guard's reasons, in table order."""
        return tuple(reason for guard in self.guards for reason in guard(record))


@dataclass(frozen=True)
class OfferedVerb:
    """A step out of the present state, with every reason why it is not possible now, and what
    should be thought of before it is taken."""

    verb: str
    label: str
    target: str
    obstacles: tuple[Reason, ...]
    warnings: tuple[Reason, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether the step would be taken now."""
        return not self.obstacles


@dataclass(frozen=True)
class Life(Generic[Record]):
    """All transitions of one kind of record, keyed by verb and source state.

    ``state_of`` tells the state a record of the kind is in.
    """

    name: str
    initial: str
    states: tuple[str, ...]
    transitions: tuple[Transition[Record], ...]
    state_of: Callable[[Any], str] = attrgetter("state")

    def __post_init__(self) -> None:
        known = set(self.states)
        seen: set[tuple[str, str]] = set()
        for step in self.transitions:
            pairs = {(step.verb, source) for source in step.sources}
            if not step.sources | ({step.target} - {STAYS}) <= known or pairs & seen:
                raise ValueError(f"{self.name}: bad transition {step.verb}")
            seen |= pairs

    def find(self, state: str, verb: str) -> Transition[Record] | None:
        """The transition of ``verb`` out of ``state``, if the table has one."""
        matches = (t for t in self.transitions if t.verb == verb and state in t.sources)
        return next(matches, None)

    def step(self, record: Record, *, state: str, verb: str, label: str) -> Transition[Record]:
        """The transition to make now.

        Raises ``WrongState`` when the table has none and ``GuardFailed`` with every reason when
        a guard is unmet.
        """
        found = self.find(state, verb)
        if found is None:
            raise WrongState(record=label, state=state, verb=verb)
        obstacles = found.obstacles(record)
        if obstacles:
            raise GuardFailed(reasons=obstacles)
        return found

    def offered(self, state: str, permissions: Collection[str]) -> Iterator[Transition[Record]]:
        """The transitions out of ``state`` that a holder of ``permissions`` may try."""
        return (t for t in self.transitions if state in t.sources and t.permission in permissions)

    def verbs(
        self,
        record: Record,
        *,
        state: str,
        permissions: Collection[str],
        without: Collection[str] = (),
    ) -> list[OfferedVerb]:
        """What a holder of ``permissions`` may try now, and why not; ``without`` are the steps
        that no person takes."""
        return [
            OfferedVerb(
                step.verb,
                step.label,
                step.target or state,
                step.obstacles(record),
                step.warnings(record),
            )
            for step in self.offered(state, permissions)
            if step.verb not in without
        ]
