"""Forms of the floor: big numbers, few fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.kernel.quantity import plain
from runwright.people.selectors import operators_all
from runwright.production.selectors import scrap_reasons
from runwright.production.selectors.mine import Proposal
from runwright.production.services import ConfirmedDraw, Extras, ReportDraft
from runwright.resources.selectors import machines_all
from runwright.web.forms.ground import (
    ActorForm,
    Boxes,
    Pick,
    exact,
    numbers_after,
    quantity_typed,
)
from runwright.web.forms.work import pieces


@dataclass(frozen=True)
class Offer:
    """A proposed material line as its fields hold it: the ``amount`` as text, what is ``due`` by
    the pieces, and the lot out of ``lots``."""

    line: Any
    amount: str
    due: str
    lot_id: int | None
    lots: Sequence[Any]


class TapForm(ActorForm):
    """What comes off: firsts, seconds, waste, with a reason, and what was confirmed beside it."""

    firsts = pieces(_("Firsts"))
    seconds = pieces(_("Seconds"))
    waste = pieces(_("Waste"))
    scrap_reason_id = Pick(label=_("Reason of seconds and waste"), required=False)
    with_previous = forms.BooleanField(required=False)
    accept_gain = forms.BooleanField(required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        picks["scrap_reason_id"].offer(scrap_reasons(actor=self.actor))

    def draft(self, operator_id: int | None, machine_id: int | None) -> ReportDraft:
        """The report of an operator, of what came off a machine."""
        given = self.cleaned_data
        firsts, seconds, waste = (given[n] or Decimal() for n in ("firsts", "seconds", "waste"))
        return ReportDraft(
            firsts=firsts,
            seconds=seconds,
            waste=waste,
            operator_id=operator_id,
            machine_id=machine_id,
            scrap_reason_id=given["scrap_reason_id"],
        )

    def extras(self, proposals: Iterable[Proposal]) -> Extras:
        """What was confirmed beside the quantities; material as typed at the proposed lines."""
        given = self.cleaned_data
        return Extras(given["accept_gain"], given["with_previous"], self._material(proposals))

    def offers(self, proposals: Iterable[Proposal]) -> list[Offer]:
        """The proposals of a report with what was typed laid over them."""
        return [self._offer(one) for one in proposals]

    def _offer(self, one: Proposal) -> Offer:
        key, due = one.line.id, plain(one.quantity)
        typed = self.data.get(f"take-{key}", due)
        lot = self.data.get(f"lot-{key}", "")
        # An amount that still is what the page proposed follows the pieces: whoever types these
        # and reports at once leaves before the page has followed by itself.
        is_typed = typed != self.data.get(f"due-{key}")
        lot_id = int(lot) if lot.isdecimal() else one.lot_id
        return Offer(one.line, typed if is_typed else due, due, lot_id, one.lots)

    def _material(self, proposals: Iterable[Proposal]) -> tuple[ConfirmedDraw, ...] | None:
        followed = {one.line.id: one.amount for one in self.offers(proposals)}
        draws = [
            self._taken(line_id, followed.get(line_id) or self.data[f"take-{line_id}"])
            for line_id in numbers_after("take-", self.data)
        ]
        return tuple(draws) or None

    def _taken(self, line_id: int, amount: str) -> ConfirmedDraw:
        lot = self.data.get(f"lot-{line_id}", "")
        quantity = quantity_typed(amount, field="material")
        return ConfirmedDraw(line_id, quantity, int(lot) if lot.isdecimal() else None)


class StartForm(ActorForm):
    """Who starts, at which machine."""

    operator_id = Pick(label=_("Operator"), required=False)
    machine_id = Pick(label=_("Machine"), required=False)
    kind = forms.ChoiceField(choices=[("run", _("Run")), ("setup", _("Setup"))], required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        operators = operators_all(actor=self.actor).filter(archived_at=None)
        picks["operator_id"].offer(operators, "name")
        machines = machines_all(actor=self.actor).filter(archived_at=None)
        centre = self.initial.get("work_centre")
        picks["machine_id"].offer(machines.filter(work_centre=centre) if centre else machines)


class TakeForm(ActorForm):
    """How much of a material was taken."""

    quantity = exact(_("Amount"), places=9)


class BulkAssignForm(ActorForm):
    """Who shall do the chosen work orders."""

    operator_ids = forms.TypedMultipleChoiceField(
        label=_("Operators"), coerce=int, widget=Boxes, required=True
    )
    work_order_ids = forms.TypedMultipleChoiceField(coerce=int, required=True)

    def fill(self) -> None:
        picks: Any = self.fields
        operators = operators_all(actor=self.actor).filter(archived_at=None)
        picks["operator_ids"].choices = [(o.id, o.name) for o in operators]
        works = self.initial.get("works", [])
        picks["work_order_ids"].choices = [(work.id, str(work)) for work in works]
