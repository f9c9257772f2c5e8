"""Forms of what stands: a stop as a whole, its correction, and the problem button."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.floor.selectors import downtime_reasons
from runwright.resources.selectors import machines_all, work_centres_all
from runwright.web.forms.ground import ActorForm, Pick, reason, with_held
from runwright.web.forms.orders import MomentField

PLACES = {"machine_id": "machine", "work_centre_id": "centre"}


class PlacePick(forms.ChoiceField):
    """One machine, or one work centre as a whole."""

    def offer(self, machines: Iterable[Any], centres: Iterable[Any], nothing: Any = "") -> None:
        """Offer machines and work centres; ``nothing`` says what it means to choose neither."""
        self.choices = [
            *([("", nothing)] if nothing else []),
            (_("Machines"), [(f"machine-{one.id}", str(one)) for one in machines]),
            (_("Whole work centres"), [(f"centre-{one.id}", str(one)) for one in centres]),
        ]


def place_ids(chosen: str) -> dict[str, int | None]:
    """The chosen place as services take it."""
    kind, _dash, key = chosen.partition("-")
    return {name: int(key) if kind == prefix else None for name, prefix in PLACES.items()}


def place_value(record: Any) -> str:
    """What ``PlacePick`` holds for a record with a machine or a work centre."""
    if record.machine_id:
        return f"machine-{record.machine_id}"
    return f"centre-{record.work_centre_id}"


class StandsForm(ActorForm):
    """What stands, and why."""

    place = PlacePick(label=_("What stands?"))
    reason_id = Pick(label=_("What is wrong?"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        machines = machines_all(actor=self.actor).filter(archived_at=None)
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        picks["place"].offer(
            with_held(machines, self.holds("machine")),
            with_held(centres, self.holds("work_centre")),
        )
        picks["reason_id"].offer(downtime_reasons(actor=self.actor))

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | place_ids(given.pop("place"))

    def place_of(self, field: str) -> str | None:
        return super().place_of("place" if field in {*PLACES, "machine", "work_centre"} else field)


class ProblemForm(StandsForm):
    """What is wrong at a work order: a machine, the whole work centre, or only one's own work."""

    place = PlacePick(label=_("What stands?"), required=False)

    def fill(self) -> None:
        super().fill()
        if centre := self.initial.get("work_centre"):
            picks: Any = self.fields
            machines = machines_all(actor=self.actor).filter(archived_at=None, work_centre=centre)
            centres = work_centres_all(actor=self.actor).filter(id=centre)
            picks["place"].offer(machines, centres, _("Only my work"))


class DowntimeForm(StandsForm):
    """A stop told afterwards as a whole, or one that goes on."""

    started_at = MomentField(label=_("Start"))
    ended_at = MomentField(
        label=_("End"), required=False, help_text=_("Left empty, it is still down.")
    )
    field_order: tuple[str, ...] = ("place", "reason_id", "started_at", "ended_at", "note")


class DowntimeCorrectionForm(DowntimeForm):
    """How a stop was in truth, and why what was told is put right."""

    reason = reason(required=True)
    field_order = (*DowntimeForm.field_order, "reason")

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        names = ("reason_id", "started_at", "ended_at", "note")
        return {name: getattr(record, name) for name in names} | {"place": place_value(record)}


class ReasonForm(ActorForm):
    """Why something that is known stands."""

    reason_id = Pick(label=_("What is wrong?"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        picks["reason_id"].offer(downtime_reasons(actor=self.actor))
