"""Forms of items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.reports.lists.words import ITEM_KINDS, LOT_RULES, SUPPLIES, TRACKINGS
from runwright.units.selectors import units_in_use
from runwright.web.forms.ground import ActorForm, Pick, RatioField, WholeField, exact


class ItemForm(ActorForm):
    """A new item."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(ITEM_KINDS.items()), initial="part")
    unit_id = Pick(label=_("Unit"))
    supply = forms.ChoiceField(
        label=_("Made or bought"), choices=list(SUPPLIES.items()), initial="make"
    )
    tracking = forms.ChoiceField(label=_("Tracking"), choices=list(TRACKINGS.items()))
    standard_cost = exact(_("Standard cost"), required=False)
    sales_price = exact(_("Sales price"), required=False)
    safety_stock = exact(_("Safety stock"), initial=0)
    lot_rule = forms.ChoiceField(
        label=_("Lots"), choices=list(LOT_RULES.items()), initial="as_needed"
    )
    lot_size = exact(_("Lot size"), initial=0)
    smallest_lot = exact(_("Smallest lot"), initial=0)
    seconds_go_on = forms.BooleanField(
        label=_("Seconds go on"), required=False,
        help_text=_("Second quality is worked on to the end instead of going into stock at once."),
    )  # fmt: skip
    seconds_value_factor = exact(
        _("Value of seconds"), initial=1,
        help_text=_("A share: 0.5 means that a second is worth half a first."),
    )  # fmt: skip
    lead_time_days = WholeField(label=_("Lead time in days"), min_value=0, initial=0)
    barcode = forms.CharField(label=_("Barcode"), max_length=80, required=False)
    folded: tuple[str, ...] = (
        "standard_cost",
        "sales_price",
        "safety_stock",
        "lot_rule",
        "lot_size",
        "smallest_lot",
        "seconds_go_on",
        "seconds_value_factor",
        "lead_time_days",
        "barcode",
    )

    def fill(self) -> None:
        self.fields["unit_id"].offer(units_in_use(actor=self.actor), "name")  # type: ignore[attr-defined]


class ItemEditForm(ItemForm):
    """What of an item may change; its code and unit are fixed, since facts stand on them."""

    code = unit_id = None  # type: ignore[assignment]
    folded = ()

    def fill(self) -> None:
        """There is no unit to choose."""


class ConversionForm(ActorForm):
    """How much of an item one of another unit is worth: 1 roll = 25 m."""

    unit_id = Pick(label=_("One of this unit"))
    ratio = RatioField(
        label=_("is worth"), help_text=_("In the item's own unit: 25, 0.4536 or 1/1000.")
    )

    def fill(self) -> None:
        picks: Any = self.fields
        picks["unit_id"].offer(units_in_use(actor=self.actor), "name")

    def given(self) -> dict[str, Any]:
        ratio = self.cleaned_data["ratio"]
        unit_id = self.cleaned_data["unit_id"]
        return {
            "unit_id": unit_id, "numerator": ratio.numerator, "denominator": ratio.denominator,
        }  # fmt: skip
