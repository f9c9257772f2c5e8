"""Forms that change an active order: its components and its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.production.services import ComponentDraft, StepDraft
from runwright.resources.selectors import work_centres_all
from runwright.web.forms.ground import ActorForm, Pick, WholeField, exact, reason
from runwright.web.forms.orders import MomentField

MODES = [("automatic", _("Automatic")), ("manual", _("Manual")),
         ("semi_automatic", _("Proposed and confirmed"))]  # fmt: skip


class ChangeForm(ActorForm):
    """A change with its reason, and the version of the order it was decided on."""

    reason = reason()
    version = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def why(self) -> dict[str, Any]:
        """The reason and the version."""
        return {name: self.cleaned_data[name] for name in ("reason", "version")}


class ComponentForm(ChangeForm):
    """A component to be added."""

    item_id = Pick(label=_("Item"), is_open=True)
    quantity = exact(_("Quantity"), places=9, help_text=_("For the whole order, in its unit."))
    operation_id = Pick(label=_("Used at"), required=False)
    mode = forms.ChoiceField(label=_("Issued"), choices=MODES)
    field_order = ("item_id", "quantity", "operation_id", "mode", "reason")

    def fill(self) -> None:
        picks: Any = self.fields
        picks["item_id"].offer(items_all(actor=self.actor).filter(archived_at=None))
        picks["operation_id"].offer(self.initial.get("operations", []))

    def given(self) -> dict[str, Any]:
        names = ("item_id", "quantity", "operation_id", "mode")
        draft = ComponentDraft(**{name: self.cleaned_data[name] for name in names})
        return {"draft": draft, **self.why()}


class ComponentQuantityForm(ChangeForm):
    """How much of a component is needed."""

    quantity = exact(_("Quantity"), places=9, help_text=_("For the whole order, in its unit."))
    field_order = ("quantity", "reason")


class SubstitutionForm(ChangeForm):
    """Another item instead of a component."""

    item_id = Pick(label=_("Take instead"), is_open=True)
    quantity = exact(_("Quantity"), places=9, help_text=_("Of the other item, in its unit."))
    field_order = ("item_id", "quantity", "reason")

    def fill(self) -> None:
        picks: Any = self.fields
        items = items_all(actor=self.actor).filter(archived_at=None)
        named = self.initial.get("named", {})
        if not self.actor.can("production.order_depart"):
            items = items.filter(id__in=named)
        picks["item_id"].offer(sorted(items, key=lambda item: item.id not in named))


class StepForm(ChangeForm):
    """A step to be added."""

    sequence = WholeField(label=_("Number"), max_value=32_000, help_text=_("Among the steps."))
    name = forms.CharField(label=_("Name"), max_length=120)
    work_centre_id = Pick(label=_("Work centre"))
    minutes = exact(_("Minutes"))
    field_order = ("sequence", "name", "work_centre_id", "minutes", "reason")

    def fill(self) -> None:
        picks: Any = self.fields
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        picks["work_centre_id"].offer(centres)

    def given(self) -> dict[str, Any]:
        names = ("sequence", "name", "work_centre_id", "minutes")
        return {"draft": StepDraft(**{n: self.cleaned_data[n] for n in names}), **self.why()}


class StepChangeForm(ChangeForm):
    """Another work centre or start of a step."""

    work_centre_id = Pick(label=_("Work centre"), required=False)
    planned_start = MomentField(label=_("Planned start"), required=False)
    field_order = ("work_centre_id", "planned_start", "reason")

    def fill(self) -> None:
        picks: Any = self.fields
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        picks["work_centre_id"].offer(centres)
