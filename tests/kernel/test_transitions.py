from dataclasses import dataclass

import pytest

from runwright.kernel.errors import GuardFailed, Reason
from runwright.kernel.transitions import Life, Transition, WrongState


@dataclass
class Door:
    greased: bool = True
    light: bool = True


def greased(door: Door) -> tuple[Reason, ...]:
    return () if door.greased else (Reason("It squeaks."),)


def lit(door: Door) -> tuple[Reason, ...]:
    return () if door.light else (Reason("It is dark."),)


def step(verb: str, sources: set[str], target: str, *guards: object) -> Transition[Door]:
    return Transition(verb, frozenset(sources), target, f"door.{verb}", verb, guards)  # type: ignore[arg-type]


STATES = ("open", "shut", "locked")
TABLE = (
    step("shut", {"open"}, "shut", greased, lit),
    step("open", {"shut"}, "open"),
    step("lock", {"shut"}, "locked"),
    step("unlock", {"locked"}, "shut"),
)
LIFE: Life[Door] = Life("door", "open", STATES, TABLE)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", ["shut", "open", "lock", "unlock"])
def test_every_verb_in_every_state_is_the_table_or_a_refusal(state: str, verb: str) -> None:
    expected = [t for t in TABLE if t.verb == verb and state in t.sources]
    if expected:
        assert LIFE.step(Door(), state=state, verb=verb, label="Door 1") is expected[0]
    else:
        with pytest.raises(WrongState) as refused:
            LIFE.step(Door(), state=state, verb=verb, label="Door 1")
        assert refused.value.facts == {"record": "Door 1", "state": state, "verb": verb}


def test_every_unmet_guard_is_named() -> None:
    with pytest.raises(GuardFailed) as refused:
        LIFE.step(Door(greased=False, light=False), state="open", verb="shut", label="Door 1")
    assert refused.value.message() == "It squeaks. It is dark."


def test_only_what_the_state_and_the_permissions_allow_is_offered() -> None:
    offered = LIFE.offered("shut", {"door.open", "door.unlock"})
    assert [t.verb for t in offered] == ["open"]


@pytest.mark.parametrize(
    "table",
    [
        (step("shut", {"open"}, "shut"), step("shut", {"open", "locked"}, "locked")),
        (step("shut", {"ajar"}, "shut"),),
        (step("shut", {"open"}, "ajar"),),
    ],
    ids=["overlapping", "unknown source", "unknown target"],
)
def test_a_table_that_contradicts_itself_is_refused(table: tuple[Transition[Door], ...]) -> None:
    with pytest.raises(ValueError, match="door: bad transition shut"):
        Life("door", "open", STATES, table)


def test_one_verb_may_lead_from_different_states_to_different_ends() -> None:
    table = (step("push", {"open"}, "shut"), step("push", {"shut"}, "locked"))
    life = Life("door", "open", STATES, table)
    assert life.find("shut", "push") is table[1]
