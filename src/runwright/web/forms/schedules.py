"""Forms of work schedules: weekly shifts and named exceptions."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from runwright.resources.services import WeeklyShift
from runwright.web.forms.ground import ActorForm, Boxes, day

KINDS = [
    ("holiday", _("Public holiday")),
    ("shutdown", _("Technical shutdown")),
    ("overtime", _("Overtime")),
]


def clock(label: Any, **options: Any) -> forms.TimeField:
    """A field for a time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}), **options)


class ScheduleForm(ActorForm):
    """A new work schedule of up to three shifts on chosen weekdays."""

    name = forms.CharField(label=_("Name"), max_length=80)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), coerce=int, choices=list(WEEKDAYS.items()), initial=[0, 1, 2, 3, 4],
        widget=Boxes,
    )  # fmt: skip
    starts_1 = clock(_("Shift I from"), initial="06:00")
    ends_1 = clock(_("until"), initial="14:00")
    starts_2 = clock(_("Shift II from"), required=False)
    ends_2 = clock(_("until"), required=False)
    starts_3 = clock(_("Shift III from"), required=False)
    ends_3 = clock(_("until"), required=False, help_text=_("An end before the start is next day."))

    def given(self) -> dict[str, Any]:
        given = self.cleaned_data
        shifts = [
            WeeklyShift(name, given["weekdays"], given[f"starts_{n}"], given[f"ends_{n}"])
            for n, name in enumerate(("I", "II", "III"), start=1)
            if given[f"starts_{n}"] and given[f"ends_{n}"]
        ]
        return {"name": given["name"], "shifts": shifts}


class ExceptionForm(ActorForm):
    """Named days on which the week does not count."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    name = forms.CharField(label=_("Name"), max_length=120)
    first_day = day(_("First day"))
    last_day = day(_("Last day"))
    starts = clock(_("Overtime from"), required=False)
    ends = clock(_("until"), required=False)

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        if given.get("kind") == "overtime" and not (given.get("starts") and given.get("ends")):
            self.add_error("starts", _("Overtime needs its hours."))
        return given
