"""Forms of work schedules: the week, the days that differ, public holidays."""

import re
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from runwright.resources.selectors import ProposedHoliday, schedules_all, weekly_shifts
from runwright.resources.services import NamedDay, WeeklyBreak, WeeklyShift
from runwright.web.forms.ground import ActorForm, Boxes, DayField, day

KINDS = [
    ("holiday", _("Public holiday")),
    ("shutdown", _("Technical shutdown")),
    ("overtime", _("Overtime")),
]
SPARE = 2
MOST = 12
WORKDAYS = (0, 1, 2, 3, 4)
TEMPLATES: dict[str, tuple[WeeklyShift, ...]] = {
    "one": (WeeklyShift("I", WORKDAYS, time(6), time(14)),),
    "two": (
        WeeklyShift("I", WORKDAYS, time(6), time(14)),
        WeeklyShift("II", WORKDAYS, time(14), time(22)),
    ),
    "three": (
        WeeklyShift("I", WORKDAYS, time(6), time(14)),
        WeeklyShift("II", WORKDAYS, time(14), time(22)),
        WeeklyShift("III", WORKDAYS, time(22), time(6)),
    ),
    "always": (WeeklyShift("I", range(7), time(0), time(0)),),
}
"""Weeks to begin with; Shift III is worked over midnight."""
TEMPLATE_WORDS = {
    "one": _("One shift"),
    "two": _("Two shifts"),
    "three": _("Three shifts, nights too"),
    "always": _("Day and night, all week"),
}


def clock(label: Any, **options: Any) -> forms.TimeField:
    """A field for a time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)


class BreaksField(forms.CharField):
    """The breaks of a shift in one line: ``10:00-10:15, 12:00-12:30``."""

    LINE = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})", re.ASCII)

    def to_python(self, value: Any) -> Any:
        parts = [
            part.strip() for part in (super().to_python(value) or "").replace(";", ",").split(",")
        ]
        return tuple(self._break(part) for part in parts if part)

    def _break(self, text: str) -> WeeklyBreak:
        match = self.LINE.fullmatch(text)
        try:
            starts, ends = (time.fromisoformat(at.zfill(5)) for at in match.groups())  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            sentence = gettext("Write breaks as 10:00-10:15, 12:00-12:30.")
            raise forms.ValidationError(sentence) from None
        return WeeklyBreak(starts, ends)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(map(str, value))


class ShiftRow:
    """The fields of one shift, in the order of the table."""

    def __init__(self, form: "ScheduleForm", n: int) -> None:
        self.form, self.n = form, n

    def __getattr__(self, name: str) -> BoundField:
        return self.form[f"{name}_{self.n}"]

    def errors(self) -> Iterator[str]:
        """Every error of the row."""
        for name in ("name", "starts", "ends", "breaks", "weekdays"):
            yield from map(str, self.form.errors.get(f"{name}_{self.n}", []))


class ScheduleForm(ActorForm):
    """A work schedule: its name, and one row per shift; a row without hours is no shift."""

    name = forms.CharField(label=_("Name"), max_length=80)

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        return {"name": record.name, "shifts": weekly_shifts(record)}

    def fill(self) -> None:
        shifts: Sequence[WeeklyShift] = self.initial.get("shifts") or TEMPLATES.get(
            str(self.initial.get("template")), TEMPLATES["one"]
        )
        count = min(MOST, len(shifts) + SPARE)
        if self.is_bound:
            count = max(count, sum(1 for name in self.data if name.startswith("starts_")))
        for n in range(1, min(count, MOST) + 1):
            self._row(n, shifts[n - 1] if n <= len(shifts) else None)

    def _row(self, n: int, shift: WeeklyShift | None) -> None:
        initial: dict[str, Any] = vars(shift) if shift else {"weekdays": WORKDAYS}
        days = [(number, name) for number, name in WEEKDAYS_ABBR.items()]
        self.fields |= {
            f"name_{n}": forms.CharField(
                label=_("Shift"), max_length=40, required=False, initial=initial.get("name")
            ),
            f"starts_{n}": clock(_("from"), required=False, initial=initial.get("starts")),
            f"ends_{n}": clock(_("until"), required=False, initial=initial.get("ends")),
            f"breaks_{n}": BreaksField(
                label=_("Breaks"), required=False, max_length=200, initial=initial.get("breaks")
            ),
            f"weekdays_{n}": forms.TypedMultipleChoiceField(
                label=_("Weekdays"), coerce=int, choices=days, required=False, widget=Boxes,
                initial=list(initial["weekdays"]),
            ),
        }  # fmt: skip

    @property
    def rows(self) -> list[ShiftRow]:
        """The rows of the table."""
        return [ShiftRow(self, n) for n in self._numbers()]

    def _numbers(self) -> list[int]:
        return [int(name.removeprefix("starts_")) for name in self.fields if "starts_" in name]

    def _filled(self) -> list[int]:
        given = self.cleaned_data
        return [n for n in self._numbers() if given.get(f"starts_{n}") or given.get(f"ends_{n}")]

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        for n in self._filled():
            for end in ("starts", "ends"):
                if not given.get(f"{end}_{n}") and f"{end}_{n}" not in self.errors:
                    self.add_error(f"{end}_{n}", _("A shift has a start and an end."))
        return given

    def given(self) -> dict[str, Any]:
        given = self.cleaned_data
        shifts = [
            WeeklyShift(
                given[f"name_{n}"] or str(n), given[f"weekdays_{n}"], given[f"starts_{n}"],
                given[f"ends_{n}"], given[f"breaks_{n}"],
            )
            for n in self._filled()
        ]  # fmt: skip
        return {"name": given["name"], "shifts": shifts}

    def place_of(self, field: str) -> str | None:
        """``shifts.0.starts`` is the start in the first row that was filled in."""
        parts = field.split(".")
        if len(parts) != 3:
            return super().place_of(field)
        filled = self._filled() or self._numbers()
        return super().place_of(f"{parts[2]}_{filled[int(parts[1])]}")


class ExceptionForm(ActorForm):
    """Named days on which the week does not count."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    name = forms.CharField(label=_("Name"), max_length=120)
    first_day = day(_("First day"))
    last_day = day(_("Last day"))
    starts = clock(_("Overtime from"), required=False)
    ends = clock(_("until"), required=False, help_text=_("An end before the start is next day."))


class HolidaysForm(ActorForm):
    """The public holidays of a year, to be looked through, and the schedules that keep them."""

    schedule_ids = forms.TypedMultipleChoiceField(
        label=_("Work schedules that keep them"), coerce=int, widget=Boxes
    )

    def fill(self) -> None:
        schedules = list(schedules_all(actor=self.actor).filter(archived_at=None))
        boxes: Any = self.fields["schedule_ids"]
        boxes.choices = [(one.id, one.name) for one in schedules]
        boxes.initial = [one.id for one in schedules]
        proposed: list[ProposedHoliday] = self.initial["proposed"]
        for n in range(len(proposed) + SPARE):
            self._row(n, proposed[n] if n < len(proposed) else None)
        self.count = len(proposed) + SPARE

    def _row(self, n: int, one: ProposedHoliday | None) -> None:
        self.fields |= {
            f"kept_{n}": forms.BooleanField(
                label=_("Keep it"), required=False, initial=one is not None
            ),
            f"day_{n}": DayField(
                label=_("Day"), required=False, initial=one and one.day,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
            f"name_{n}": forms.CharField(
                label=_("Name"), max_length=120, required=False, initial=one.name if one else ""
            ),
        }  # fmt: skip

    @property
    def rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The rows of the table: whether, when, what."""
        return [(self[f"kept_{n}"], self[f"day_{n}"], self[f"name_{n}"]) for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        for n in range(self.count):
            if given.get(f"kept_{n}"):
                self._ask(f"day_{n}", _("On which day?"))
                self._ask(f"name_{n}", _("What is it called?"))
        return given

    def _ask(self, name: str, question: StrOrPromise) -> None:
        """Ask for what was left empty; what was typed wrongly has been told already."""
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, question)

    def given(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept = [n for n in range(self.count) if given[f"kept_{n}"]]
        days = [NamedDay(given[f"day_{n}"], given[f"name_{n}"]) for n in kept]
        return {"schedule_ids": given["schedule_ids"], "days": days}
