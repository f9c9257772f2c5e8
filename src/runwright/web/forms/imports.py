"""Forms of imports: the file, and how its columns are to be understood."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.imports.log.columns import FIELDS, Booking, Clock, LogMapping
from runwright.imports.services import mapping_of
from runwright.people.actor import Actor
from runwright.web.forms.ground import ActorForm, PasteField

CLOCKS = [
    (Clock.STANDARD.value, _("It stayed on winter time")),
    (Clock.SWITCHING.value, _("It went along with summer time")),
]
LETTERS = {
    Booking.SETUP: _("Letters for setup"),
    Booking.RUN: _("Letters for running"),
    Booking.DISRUPTION: _("Letters for disruption"),
}


class UploadForm(ActorForm):
    """A file to import."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV or XLSX, the first row names columns.")
    )


class SheetForm(ActorForm):
    """A spreadsheet of masters: a file, or rows pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("CSV or XLSX, the first row names columns.")
    )
    pasted = PasteField(
        label=_("or paste rows here, the names of the columns first"), required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}), strip=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        is_empty = not given.get("file") and not (given.get("pasted") or "").strip()
        if is_empty and not self.errors:
            self.add_error("file", _("Choose a file, or paste rows."))
        return given

    def given(self) -> dict[str, Any]:
        file, pasted = self.cleaned_data["file"], self.cleaned_data["pasted"]
        if file:
            return {"name": file.name, "content": file.chunks()}
        return {"name": gettext("pasted rows"), "content": [pasted.encode()]}


class MappingForm(ActorForm):
    """Which column carries which field, and how odd rows are read."""

    keep_duplicates = forms.BooleanField(
        label=_("Import exact duplicates as well"), required=False,
        help_text=_("Else of equal rows only the first comes in. All are listed."),
    )  # fmt: skip
    output_operation = forms.CharField(
        label=_("Last operation"), max_length=120, required=False,
        help_text=_("What passes it counts as output of the order."),
    )  # fmt: skip
    clock = forms.ChoiceField(label=_("The clock of the log"), choices=CLOCKS)
    day_first = forms.BooleanField(label=_("3/4 is the third of April"), required=False)
    remember = forms.CharField(
        label=_("Remember this mapping as"), max_length=80, required=False,
    )  # fmt: skip

    def __init__(self, data: Any, actor: Actor, mapping: LogMapping, columns: list[str]) -> None:
        self.columns = columns
        super().__init__(data, actor, _held(mapping))

    def fill(self) -> None:
        offered = [("", "—"), *((name, name) for name in self.columns)]
        for field, words in FIELDS.items():
            self.fields[f"column_{field}"] = forms.ChoiceField(
                label=gettext(words.label), choices=offered, required=words.obligatory
            )
        for booking, label in LETTERS.items():
            self.fields[f"letters_{booking}"] = forms.CharField(
                label=label, max_length=80, required=False
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The selects, one a field of the log."""
        return [self[f"column_{field}"] for field in FIELDS]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """How odd rows are read."""
        names = ["output_operation", *(f"letters_{one}" for one in LETTERS)]
        return [self[name] for name in (*names, "clock", "day_first", "keep_duplicates")]

    def mapping(self) -> LogMapping:
        """What was chosen, as a mapping. Raises ``MappingBroken``."""
        given = self.cleaned_data
        letters = {
            word.strip(): str(booking)
            for booking in LETTERS
            for word in given[f"letters_{booking}"].split(",")
            if word.strip()
        }
        return mapping_of(
            columns={str(field): given[f"column_{field}"] for field in FIELDS},
            report_types=letters,
            keep_duplicates=given["keep_duplicates"],
            output_operation=given["output_operation"],
            clock=given["clock"],
            day_first=given["day_first"],
        )


def _held(mapping: LogMapping) -> dict[str, Any]:
    """A mapping as the form's first values."""
    held: dict[str, Any] = {
        "keep_duplicates": mapping.keep_duplicates,
        "output_operation": mapping.output_operation,
        "clock": mapping.clock.value,
        "day_first": mapping.day_first,
    }
    held |= {f"column_{field}": name for field, name in mapping.columns.items()}
    for booking in LETTERS:
        letters = [word for word, kind in mapping.report_types.items() if kind is booking]
        held[f"letters_{booking}"] = ", ".join(letters)
    return held
