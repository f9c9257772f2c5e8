"""Forms that correct a done order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.production.services.bookings import Worked
from runwright.web.forms.ground import ActorForm, Pick, exact, reason
from runwright.web.forms.work import BookingForm

MOST = 10**8
GRADES = [("firsts", _("Firsts")), ("seconds", _("Seconds")), ("waste", _("Waste"))]


class MaterialCorrectionForm(ActorForm):
    """So much more of a component was used, or below zero less."""

    quantity = exact(_("More, or less"), places=9, least=-MOST)
    reason = reason()


class OutputCorrectionForm(ActorForm):
    """So many pieces that were reported in one grade are of another."""

    source = forms.ChoiceField(label=_("Reported as"), choices=GRADES)
    target = forms.ChoiceField(label=_("Really"), choices=GRADES, initial="waste")
    quantity = exact(_("Pieces"), places=9)
    reason = reason()


class LateTimeForm(BookingForm):
    """A stretch of work on a done order that nobody had entered."""

    work_order_id = Pick(label=_("Operation"))
    reason = reason()
    field_order = ("work_order_id", "operator_id", "machine_id", "kind", "started_at", "ended_at",
                   "reason")  # fmt: skip

    def fill(self) -> None:
        super().fill()
        self.fields["work_order_id"].offer(self.initial["works"], "name")  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        worked = Worked(self.worker(), told["started_at"], told["ended_at"], told["kind"])
        return {
            "work_order_id": told["work_order_id"],
            "worked": worked,
            "reason": told["reason"],
        }
