"""Forms of what people do with goods: receive, carry, correct."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.stock.selectors import lots_in_stock, storage_places
from runwright.web.forms.ground import (
    ActorForm,
    ExactField,
    Pick,
    WholeField,
    day,
    exact,
    reason,
)


class GoodsForm(ActorForm):
    """An item and a place."""

    item_id = Pick(label=_("Item"), is_open=True)

    def fill(self) -> None:
        picks: Any = self.fields
        picks["item_id"].offer(items_all(actor=self.actor).filter(archived_at=None))
        for name in ("place_id", "source_id", "target_id"):
            if name in picks:
                picks[name].offer(storage_places(actor=self.actor))
        if "lot_id" in picks:
            lots = lots_in_stock(actor=self.actor)
            named = [(lot.id, f"{lot.item.code} · {lot.number}") for lot in lots]
            picks["lot_id"].choices = [("", "—"), *named]


class ReceiptForm(GoodsForm):
    """Goods that arrived."""

    place_id = Pick(label=_("Place"))
    quantity = exact(_("Quantity"), places=9, help_text=_("In the item's own unit."))
    unit_cost = exact(
        _("Cost per unit"), required=False, help_text=_("Default: the item's standard cost.")
    )
    lot_number = forms.CharField(
        label=_("Lot"), max_length=60, required=False, help_text=_("For items followed by lot.")
    )
    expires_on = day(_("Expires on"), required=False)
    reference = forms.CharField(label=_("Reference"), max_length=80, required=False)
    folded = ("lot_number", "expires_on", "reference")


class TransferForm(GoodsForm):
    """Goods carried from one place to another."""

    lot_id = Pick(label=_("Lot"), required=False)
    source_id = Pick(label=_("From"))
    target_id = Pick(label=_("To"))
    quantity = exact(_("Quantity"), places=9, help_text=_("In the item's own unit."))


class DifferenceField(ExactField):
    """A quantity that may be more or less."""


class AdjustmentForm(GoodsForm):
    """A correction of what is on hand."""

    place_id = Pick(label=_("Place"))
    lot_id = Pick(label=_("Lot"), required=False)
    difference = DifferenceField(
        label=_("Difference"),
        max_digits=18,
        decimal_places=9,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("More with a plus, less with a minus, in the item's own unit."),
    )
    reason = reason()


class TakeOverForm(ActorForm):
    """What is taken over from a less urgent need, and why."""

    from_need_id = WholeField(min_value=1)
    quantity = exact(_("Quantity"), places=9)
    reason = reason()


class CarryOverForm(ActorForm):
    """What is carried over from another warehouse."""

    source_id = WholeField(min_value=1)
    lot_id = WholeField(min_value=1, required=False)
    quantity = exact(_("Quantity"), places=9)


class ExpiryForm(ActorForm):
    """The last day on which a lot may be used, and why it is corrected."""

    expires_on = day(_("Expires on"), required=False)
    reason = reason()


class WarehouseForm(ActorForm):
    """A warehouse; its first place has the same code."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=120)


class WarehouseEditForm(ActorForm):
    """What may change of a warehouse."""

    name = forms.CharField(label=_("Name"), max_length=120)
    is_components_default = forms.BooleanField(label=_("Default for components"), required=False)
    is_goods_default = forms.BooleanField(label=_("Default for finished goods"), required=False)


class PlaceForm(ActorForm):
    """A storage place."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
