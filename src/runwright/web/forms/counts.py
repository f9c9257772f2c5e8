"""Forms of a count: what to count, what was found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.stock.selectors import storage_places, warehouses_all
from runwright.web.forms.ground import ActorForm, Pick, exact


class CountForm(ActorForm):
    """What shall be counted: a place, or items wherever they lie."""

    warehouse_id = Pick(label=_("Warehouse"))
    place_id = Pick(
        label=_("Place"), required=False, help_text=_("Everything that lies there is counted.")
    )
    item_id = Pick(
        label=_("Or one item"), required=False, help_text=_("On every place of the warehouse.")
    )

    def fill(self) -> None:
        picks: Any = self.fields
        in_use = {"archived_at": None}
        picks["warehouse_id"].offer(warehouses_all(actor=self.actor).filter(**in_use))
        picks["place_id"].offer(storage_places(actor=self.actor))
        picks["item_id"].offer(items_all(actor=self.actor).filter(**in_use))

    def given(self) -> dict[str, Any]:
        """A place, or else the items."""
        given = dict(self.cleaned_data)
        item_id = given.pop("item_id")
        return given | {"item_ids": [item_id] if item_id else []}


class EntriesForm(ActorForm):
    """For each line of the sheet, by its id, what is counted and what the page showed before: two
    people may fill in one sheet. What is left empty is not counted."""

    def fill(self) -> None:
        for line in self.initial["lines"]:
            for name in ("line", "was"):
                self.fields[f"{name}-{line.id}"] = exact(str(line), places=9, required=False)

    def given(self) -> dict[Any, Any]:
        """What was found, by the id of the line; lines that nobody touched are left out."""
        told = self.cleaned_data
        return {
            line.id: told[f"line-{line.id}"]
            for line in self.initial["lines"]
            if f"line-{line.id}" in self.data and told[f"line-{line.id}"] != told[f"was-{line.id}"]
        }


class FindForm(ActorForm):
    """Goods that were found where the books know of none."""

    item_id = Pick(label=_("Item"), is_open=True)
    lot_number = forms.CharField(
        label=_("Lot"), max_length=60, required=False, help_text=_("For items followed by lot.")
    )
    place_id = Pick(label=_("Place"), required=False)
    quantity = exact(_("Quantity"), places=9, help_text=_("In the item's own unit."))

    def fill(self) -> None:
        picks: Any = self.fields
        count = self.initial["count"]
        picks["item_id"].offer(items_all(actor=self.actor).filter(archived_at=None))
        places = storage_places(actor=self.actor).filter(warehouse=count.warehouse_id)
        picks["place_id"].offer(places)
        if count.place_id:
            del picks["place_id"]
