"""The life of master data, one table for all of it: in use, or in the archive."""

from collections.abc import Callable
from typing import Any

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Check, Life, Transition

IN_USE = "in_use"
ARCHIVED = "archived"

EVER = frozenset({IN_USE, ARCHIVED})
WHILE_IN_USE = frozenset({IN_USE})


def master_state(record: Any) -> str:
    """Whether master data is in use or archived."""
    return ARCHIVED if record.archived_at else IN_USE


def master_life(
    name: str,
    permission: str,
    *more: Transition[Any],
    kept_by: tuple[Check[Any], ...] = (),
    fixed_by: tuple[Check[Any], ...] = (),
    state_of: Callable[[Any], str] = master_state,
) -> Life[Any]:
    """The life of a kind of master data; ``more`` is what else may be done with one.

    ``kept_by`` says why one cannot be archived now, ``fixed_by`` why it cannot be changed.
    Changing what is archived is possible: its name may be wrong there too. Archiving what is
    archived, or restoring what is in use, is no step of the table; whoever asks for it has what
    they wanted, so that services do nothing then.
    """
    return Life(
        name=name,
        initial=IN_USE,
        states=(IN_USE, ARCHIVED),
        transitions=(
            Transition("edit", EVER, STAYS, permission, gettext_noop("Edit"), fixed_by),
            *more,
            Transition(
                "archive", WHILE_IN_USE, ARCHIVED, permission, gettext_noop("Archive"), kept_by
            ),
            Transition(
                "restore", frozenset({ARCHIVED}), IN_USE, permission, gettext_noop("Restore")
            ),
        ),
        state_of=state_of,
    )


def also(
    verb: str,
    permission: str,
    label: str,
    *guards: Check[Any],
    sources: frozenset[str] = EVER,
) -> Transition[Any]:
    """Something else that may be done with master data; it stays where it is, in use or not."""
    return Transition(verb, sources, STAYS, permission, label, guards)
