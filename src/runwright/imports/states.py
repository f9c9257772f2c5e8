"""The life of an import, as one table."""

from typing import Protocol

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import Life, Transition

UPLOADED = "uploaded"
CHECKING = "checking"
CHECKED = "checked"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
CANCELLED = "cancelled"
UNDOING = "undoing"
UNDONE = "undone"

STATES: dict[str, str] = {
    UPLOADED: gettext_noop("Uploaded"),
    CHECKING: gettext_noop("Being checked"),
    CHECKED: gettext_noop("Checked"),
    RUNNING: gettext_noop("Running"),
    DONE: gettext_noop("Done"),
    FAILED: gettext_noop("Failed"),
    CANCELLED: gettext_noop("Cancelled"),
    UNDOING: gettext_noop("Being undone"),
    UNDONE: gettext_noop("Undone"),
}

WORKING = frozenset({CHECKING, RUNNING, UNDOING})


class Import(Protocol):
    """What the guards look at."""

    errors: int
    bookings: int


def _no_errors(record: Import) -> tuple[Reason, ...]:
    if not record.errors:
        return ()
    sentence = gettext_noop("{errors} errors have to be mended in the file first.")
    return (Reason(sentence, {"errors": record.errors}),)


def _some_bookings(record: Import) -> tuple[Reason, ...]:
    return () if record.bookings else (Reason(gettext_noop("The file holds no bookings.")),)


def _step(
    verb: str, sources: set[str], target: str, label: str, *guards: object
) -> Transition[Import]:
    return Transition(
        verb,
        frozenset(sources),
        target,
        "imports.run",
        label,
        guards,  # type: ignore[arg-type]
    )


LIFE: Life[Import] = Life(
    name="import",
    initial=UPLOADED,
    states=tuple(STATES),
    transitions=(
        _step(
            "check",
            {UPLOADED, CHECKED, FAILED, CANCELLED, UNDONE},
            CHECKING,
            gettext_noop("Check"),
        ),
        _step("conclude", {CHECKING}, CHECKED, gettext_noop("Conclude the check")),
        _step("refuse", {CHECKING}, UPLOADED, gettext_noop("Refuse the file")),
        _step(
            "start",
            {CHECKED},
            RUNNING,
            gettext_noop("Import"),
            _no_errors,
            _some_bookings,
        ),
        _step("finish", {RUNNING}, DONE, gettext_noop("Finish")),
        _step("fail", {CHECKING, RUNNING}, FAILED, gettext_noop("Fail")),
        _step(
            "cancel",
            {UPLOADED, CHECKING, CHECKED, RUNNING, FAILED},
            CANCELLED,
            gettext_noop("Cancel"),
        ),
        _step("undo", {DONE}, UNDOING, gettext_noop("Undo")),
        _step("revert", {UNDOING}, UNDONE, gettext_noop("Finish undoing")),
        # An undo that fails has changed nothing: the import is as done as before.
        _step("keep", {UNDOING}, DONE, gettext_noop("Give up undoing")),
    ),
)

AUTOMATIC_VERBS = frozenset({"conclude", "refuse", "finish", "fail", "revert", "keep"})
"""Steps that the work makes by itself; no button and no request offers them."""


class SheetRun(Protocol):
    """What the guards of a spreadsheet import look at."""

    new: int
    changed: int
    refused: int


def _no_refusals(record: SheetRun) -> tuple[Reason, ...]:
    if not record.refused:
        return ()
    sentence = gettext_noop("{refused} records are refused. Mend them in the file first.")
    return (Reason(sentence, {"refused": record.refused}),)


def _something_to_do(record: SheetRun) -> tuple[Reason, ...]:
    if record.new or record.changed or record.refused:
        return ()
    return (Reason(gettext_noop("Everything in the file is so already.")),)


SHEET_STATES = (CHECKED, DONE, UNDONE)
SHEET_LIFE: Life[SheetRun] = Life(
    name="sheet_import",
    initial=CHECKED,
    states=SHEET_STATES,
    transitions=(
        Transition(
            "start",
            frozenset({CHECKED}),
            DONE,
            "imports.run",
            gettext_noop("Import"),
            (_no_refusals, _something_to_do),
        ),
        Transition("undo", frozenset({DONE}), UNDONE, "imports.run", gettext_noop("Undo")),
    ),
)
