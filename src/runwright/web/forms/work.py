"""Forms of the work on an order: timers, reports, bookings, decisions, issues."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.people.selectors import operators_all
from runwright.production.selectors import scrap_reasons
from runwright.production.services.reports import ReportDraft
from runwright.production.services.reversals import Pieces
from runwright.production.services.timers import Worker
from runwright.resources.selectors import machines_all
from runwright.web.forms.ground import ActorForm, Boxes, Pick, exact, reason
from runwright.web.forms.orders import MomentField

KINDS = [("run", _("Run")), ("setup", _("Setup")), ("rework", _("Rework")),
         ("disruption", _("Disruption"))]  # fmt: skip
OUTCOMES = [
    ("release", _("Release: they are good")),
    ("downgrade", _("Downgrade to seconds")),
    ("rework", _("Back to work")),
    ("scrap", _("Scrap")),
]


class IssueForm(ActorForm):
    """A quantity of material to issue by hand."""

    quantity = exact(_("Quantity"), places=9)


class WorkerForm(ActorForm):
    """Who works, and on which machine; the operator signed in is proposed."""

    operator_id = Pick(label=_("Operator"), required=False)
    machine_id = Pick(label=_("Machine"), required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        operators = operators_all(actor=self.actor).filter(archived_at=None)
        picks["operator_id"].offer(operators, "name")
        machines = machines_all(actor=self.actor).filter(archived_at=None)
        centre = self.initial.get("work_centre")
        picks["machine_id"].offer(machines.filter(work_centre=centre) if centre else machines)

    def worker(self) -> Worker:
        """The operator and the machine chosen."""
        given = self.cleaned_data
        return Worker(operator_id=given["operator_id"], machine_id=given["machine_id"])

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if not (given.get("operator_id") or given.get("machine_id")):
            self.add_error("operator_id", _("Say who works, or which machine."))
        return given


class TimerForm(WorkerForm):
    """What a timer is started for."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)

    def given(self) -> dict[str, Any]:
        return {"worker": self.worker(), "kind": self.cleaned_data["kind"]}


class BookingForm(TimerForm):
    """A stretch of time entered as a whole."""

    started_at = MomentField(label=_("Start"))
    ended_at = MomentField(label=_("End"))
    reason = reason(required=False)

    def given(self) -> dict[str, Any]:
        given = self.cleaned_data
        ends: dict[str, datetime] = {key: given[key] for key in ("started_at", "ended_at")}
        return super().given() | ends | {"reason": given["reason"]}


def pieces(label: Any) -> forms.DecimalField:
    """A field for pieces that may stay empty."""
    return exact(label, places=9, required=False)


class ReportForm(WorkerForm):
    """What came off an operation."""

    firsts = pieces(_("Firsts"))
    seconds = pieces(_("Seconds"))
    waste = pieces(_("Waste"))
    held = pieces(_("Held for review"))
    scrap_reason_id = Pick(label=_("Reason of seconds and waste"), required=False)
    is_rework = forms.BooleanField(label=_("These pieces were worked again"), required=False)
    field_order = ("firsts", "seconds", "waste", "held", "scrap_reason_id", "operator_id",
                   "machine_id", "is_rework")  # fmt: skip
    folded = ("operator_id", "machine_id", "is_rework")

    def fill(self) -> None:
        super().fill()
        reasons = scrap_reasons(actor=self.actor)
        self.fields["scrap_reason_id"].offer(reasons, "name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def given(self) -> dict[str, Any]:
        empty = {name: Decimal() for name in ("firsts", "seconds", "waste", "held")}
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {"draft": ReportDraft(**(empty | told))}


class UndoForm(ActorForm):
    """What of a report is taken back: nothing said is all that is left of it."""

    firsts = pieces(_("Firsts"))
    seconds = pieces(_("Seconds"))
    waste = pieces(_("Waste"))
    held = pieces(_("Held for review"))
    reason = reason()

    def given(self) -> dict[str, Any]:
        named = {name: value for name, value in self.cleaned_data.items() if value is not None}
        why = named.pop("reason")
        return {"pieces": Pieces(**named) if named else None, "reason": why}


class DecisionForm(ActorForm):
    """What becomes of pieces held for review."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES)
    quantity = exact(_("Quantity"), places=9)
    scrap_reason_id = Pick(label=_("Reason of the fault"), required=False)
    reason = reason(required=False)

    def fill(self) -> None:
        reasons = scrap_reasons(actor=self.actor)
        self.fields["scrap_reason_id"].offer(reasons, "name")  # type: ignore[attr-defined]


class AssignmentForm(ActorForm):
    """Who shall do a work order."""

    operator_ids = forms.TypedMultipleChoiceField(
        label=_("Operators"), coerce=int, required=False, widget=Boxes
    )

    def fill(self) -> None:
        operators = operators_all(actor=self.actor).filter(archived_at=None)
        offered = [(one.id, one.name) for one in operators]
        self.fields["operator_ids"].choices = offered  # type: ignore[attr-defined]
