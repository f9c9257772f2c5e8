"""Forms of manufacturing orders."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.engineering.selectors import boms_all
from runwright.people.selectors import people_of_office
from runwright.production.services.changes import EDITABLE
from runwright.production.services.orders import OrderDraft
from runwright.stock.selectors import warehouses_all
from runwright.web.forms.ground import ActorForm, AsciiOnly, Pick, WholeField, exact, reason


class MomentField(AsciiOnly, forms.DateTimeField):
    """A date and time in the plant's zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        return moment.astimezone(UTC) if moment else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another minute was given: seconds are not shown, so nobody changed them."""
        shown = initial.replace(second=0, microsecond=0) if initial else initial
        return super().has_changed(shown, data)


class OrderForm(ActorForm):
    """A new order: an item and how much of it; everything else has a default."""

    item_id = Pick(label=_("Item"), is_open=True)
    quantity = exact(_("Quantity"), places=9, help_text=_("Good pieces, in the item's unit."))
    deadline = MomentField(
        label=_("Deadline"), required=False, help_text=_("Default: the item's lead time.")
    )
    planned_start = MomentField(label=_("Planned start"), required=False)
    priority = WholeField(
        label=_("Priority"), min_value=0, max_value=100, initial=50,
        help_text=_("0 is first, 100 is last."),
    )  # fmt: skip
    bom_id = Pick(label=_("Bill of materials"), required=False)
    components_warehouse_id = Pick(label=_("Material from"), required=False)
    goods_warehouse_id = Pick(label=_("Goods into"), required=False)
    responsible_id = Pick(label=_("Responsible"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    folded: tuple[str, ...] = (
        "priority",
        "bom_id",
        "components_warehouse_id",
        "goods_warehouse_id",
        "responsible_id",
        "note",
    )

    def fill(self) -> None:
        picks: Any = self.fields
        made = items_all(actor=self.actor).filter(supply="make", archived_at=None)
        if "item_id" in picks:
            picks["item_id"].offer(made)
        boms = boms_all(actor=self.actor).exclude(state="archived")
        picks["bom_id"].offer(boms)
        warehouses = list(warehouses_all(actor=self.actor))
        picks["components_warehouse_id"].offer(warehouses)
        picks["goods_warehouse_id"].offer(warehouses)
        picks["responsible_id"].offer(people_of_office(actor=self.actor))

    def given(self) -> dict[str, Any]:
        return {"draft": OrderDraft(**self.cleaned_data)}


class OrderEditForm(OrderForm):
    """What of an order may change in the state it is in."""

    item_id = None  # type: ignore[assignment]
    reason = reason(required=False)
    version = forms.UUIDField(widget=forms.HiddenInput, required=False)
    folded = ()

    def fill(self) -> None:
        super().fill()
        editable = EDITABLE[self.initial["state"]] | {"reason", "version"}
        for name in self.fields.keys() - editable:
            del self.fields[name]

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.changed()}

    def changed(self) -> set[str]:
        """The fields that were given another value, the reason and the version."""
        return {*self.changed_data, "reason", "version"}
