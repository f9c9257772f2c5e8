"""The fields of a shop-floor log and the columns that carry them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from runwright.imports.errors import ColumnsMissing, ColumnTakenTwice, ColumnUnknown
from runwright.kernel.errors import Word, gettext_noop


class Field(StrEnum):
    """What a column of a log can mean."""

    ORDER = "order"
    OPERATION = "operation"
    RESOURCE = "resource"
    START = "start"
    END = "end"
    SPAN = "span"
    QUANTITY = "quantity"
    PART = "part"
    WORKER = "worker"
    REPORT_TYPE = "report_type"
    COMPLETED = "completed"
    REJECTED = "rejected"
    HELD = "held"
    REWORK = "rework"


class Booking(StrEnum):
    """What a time booking of the log was spent on."""

    SETUP = "setup"
    RUN = "run"
    DISRUPTION = "disruption"


class Clock(StrEnum):
    """How the clock that wrote the log kept time in the plant's zone."""

    STANDARD = "standard"
    SWITCHING = "switching"


@dataclass(frozen=True)
class FieldWords:
    """How a field is named on the page and in other people's files."""

    label: str
    obligatory: bool
    synonyms: tuple[str, ...]


FIELDS: Mapping[Field, FieldWords] = MappingProxyType(
    {
        Field.ORDER: FieldWords(
            gettext_noop("Order"),
            True,
            ("case id", "case", "order", "order number", "work order", "order id", "mo"),
        ),
        Field.OPERATION: FieldWords(
            gettext_noop("Operation"), True, ("activity", "operation", "step", "task")
        ),
        Field.RESOURCE: FieldWords(
            gettext_noop("Machine or station"),
            True,
            ("resource", "machine", "station", "work centre", "work center", "workplace"),
        ),
        Field.START: FieldWords(
            gettext_noop("Start"),
            True,
            ("start timestamp", "start", "start time", "started at", "begin", "from"),
        ),
        Field.END: FieldWords(
            gettext_noop("End"),
            True,
            ("complete timestamp", "end", "end time", "finish", "stop", "ended at", "to"),
        ),
        Field.SPAN: FieldWords(gettext_noop("Logged duration"), False, ("span", "duration")),
        Field.QUANTITY: FieldWords(
            gettext_noop("Quantity ordered"),
            True,
            ("work order qty", "order quantity", "quantity", "qty", "ordered", "order qty"),
        ),
        Field.PART: FieldWords(
            gettext_noop("Part"),
            True,
            ("part desc", "part", "part description", "item", "product", "article", "material"),
        ),
        Field.WORKER: FieldWords(
            gettext_noop("Operator"),
            False,
            ("worker id", "worker", "operator", "employee", "person", "badge"),
        ),
        Field.REPORT_TYPE: FieldWords(
            gettext_noop("Type of report"), False, ("report type", "type", "kind", "booking type")
        ),
        Field.COMPLETED: FieldWords(
            gettext_noop("Quantity completed"),
            False,
            ("qty completed", "completed", "good", "quantity completed", "good qty", "firsts"),
        ),
        Field.REJECTED: FieldWords(
            gettext_noop("Quantity rejected"),
            False,
            ("qty rejected", "rejected", "scrap", "waste", "quantity rejected", "scrap qty"),
        ),
        Field.HELD: FieldWords(
            gettext_noop("Quantity held for review"),
            False,
            ("qty for mrb", "mrb", "held", "for review", "quantity held", "qty held"),
        ),
        Field.REWORK: FieldWords(gettext_noop("Rework"), False, ("rework", "reworked")),
    }
)

REPORT_TYPES: Mapping[str, Booking] = MappingProxyType(
    {"S": Booking.SETUP, "D": Booking.RUN, "B": Booking.DISRUPTION}
)


def _no_columns() -> Mapping[Field, str]:
    return {}


def _usual_report_types() -> Mapping[str, Booking]:
    return REPORT_TYPES


@dataclass(frozen=True)
class LogMapping:
    """Everything a person decides about a log before it is read.

    ``columns`` gives the header of each field's column; a field without one is not in the file.
    ``report_types`` is keyed by the letters of the file, upper case. ``day_first`` reads 3/4 as
    the third of April. Quantities have at most ``decimals`` decimals.
    """

    columns: Mapping[Field, str] = field(default_factory=_no_columns)
    report_types: Mapping[str, Booking] = field(default_factory=_usual_report_types)
    keep_duplicates: bool = False
    output_operation: str = "Packing"
    clock: Clock = Clock.STANDARD
    day_first: bool = True
    decimals: int = 0

    @cached_property
    def kinds(self) -> Mapping[str, Booking]:
        """Report types by their letters in upper case."""
        return {letters.strip().upper(): kind for letters, kind in self.report_types.items()}


def plain(name: str) -> str:
    """A name without case, spaces and punctuation: “Part Desc.” is ``partdesc``."""
    return re.sub(r"[\W_]+", "", name).casefold()


def columns_guess(header: Sequence[str]) -> dict[Field, str]:
    """Match the header's names to fields by their synonyms; each column serves one field."""
    free = {plain(name): name for name in reversed(header) if plain(name)}
    found: dict[Field, str] = {}
    for wanted, words in FIELDS.items():
        for synonym in (*words.synonyms, wanted.value):
            if plain(synonym) in free:
                found[wanted] = free.pop(plain(synonym))
                break
    return found


def columns_place(header: Sequence[str], columns: Mapping[Field, str]) -> dict[Field, int]:
    """Where each field's column stands, counted from 0.

    Raises ``ColumnUnknown``, ``ColumnTakenTwice`` or ``ColumnsMissing`` (naming all that miss).
    """
    places = {plain(name): position for position, name in enumerate(header)}
    taken: dict[Field, int] = {}
    for wanted, name in columns.items():
        if plain(name) not in places:
            raise ColumnUnknown(column=name, found=list(header), row=1)
        taken[wanted] = places[plain(name)]
    _refuse_sharing(header, taken)
    missing = [
        Word(words.label) for f, words in FIELDS.items() if words.obligatory and f not in taken
    ]
    if missing:
        raise ColumnsMissing(missing=missing, found=[name[:40] for name in header], row=1)
    return taken


def _refuse_sharing(header: Sequence[str], taken: Mapping[Field, int]) -> None:
    for place in taken.values():
        fields = [Word(FIELDS[f].label) for f, other in taken.items() if other == place]
        if len(fields) > 1:
            raise ColumnTakenTwice(column=header[place], fields=fields)
