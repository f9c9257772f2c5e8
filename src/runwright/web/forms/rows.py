"""Forms with a few fields for every line of a record: answers, goods in, goods out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.purchasing.services import Answer, Arrival
from runwright.sales.services import Shipment
from runwright.stock.selectors import storage_places
from runwright.web.forms.ground import ActorForm, Pick, WholeField, day, exact


class RowsForm(ActorForm):
    """Fields for each line of a record, which is handed over as ``initial['record']``; fields of
    line 7 end in ``-7``."""

    def of(self, line: Any, name: str) -> Any:
        """What was given for a line."""
        return self.cleaned_data.get(f"{name}-{line.id}")

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """Every line with its bound fields, for the page."""
        found = []
        for line in self.initial["lines"]:
            names = [name for name in self.fields if name.endswith(f"-{line.id}")]
            found.append((line, [self[name] for name in names]))
        return found


class AnswerForm(RowsForm):
    """What a supplier answered: a price, a quantity and a lead time for each line; what they
    answered before comes as ``initial['answers']``, by the id of the line."""

    valid_until = day(_("Holds until"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)

    @staticmethod
    def held_by_quote(quote: Any, lines: Iterable[Any]) -> dict[str, Any]:
        """What the fields hold: a new answer replaces the one before, so it begins with it."""
        answers = {one.line_id: one for one in quote.lines.all()}
        held = {"valid_until": quote.valid_until, "note": quote.note}
        return held | {"lines": list(lines), "answers": answers}

    def fill(self) -> None:
        for line in self.initial["lines"]:
            before = self.initial["answers"].get(line.id)
            self.fields[f"price-{line.id}"] = exact(
                _("Price"), initial=before and before.price, required=False
            )
            self.fields[f"quantity-{line.id}"] = exact(
                _("Quantity"), places=9, initial=(before or line).quantity, required=False
            )
            self.fields[f"lead-{line.id}"] = WholeField(
                label=_("Lead time in days"), min_value=0, required=False,
                initial=before and before.lead_time_days,
            )  # fmt: skip

    def given(self) -> dict[str, Any]:
        answers = [
            Answer(line.id, self.of(line, "quantity") or line.quantity, price,
                   self.of(line, "lead") or 0)
            for line in self.initial["lines"]
            if (price := self.of(line, "price")) is not None
        ]  # fmt: skip
        data = self.cleaned_data
        return {"answers": answers, "valid_until": data["valid_until"], "note": data["note"]}


class GoodsInForm(RowsForm):
    """What came of each line of an order: quantity, place, lot and expiry."""

    delivery_note = forms.CharField(label=_("Delivery note"), max_length=80, required=False)

    def fill(self) -> None:
        places = list(storage_places(actor=self.actor))
        for line in self.initial["lines"]:
            self.fields[f"quantity-{line.id}"] = exact(
                _("Quantity"), places=9, initial=line.outstanding, required=False
            )
            place = Pick(label=_("Place"), required=False)
            place.offer([one for one in places if one.warehouse_id == line.warehouse_id])
            self.fields[f"place-{line.id}"] = place
            if line.item.tracking != "none":
                self._lot_fields(line)

    def _lot_fields(self, line: Any) -> None:
        self.fields[f"lot-{line.id}"] = forms.CharField(
            label=_("Lot"), max_length=60, required=False
        )
        self.fields[f"theirs-{line.id}"] = forms.CharField(
            label=_("Supplier's lot"), max_length=60, required=False
        )
        self.fields[f"expires-{line.id}"] = day(_("Expires on"), required=False)

    def given(self) -> dict[str, Any]:
        arrivals = [
            Arrival(
                line_id=line.id,
                quantity=quantity,
                place_id=self.of(line, "place"),
                lot_number=self.of(line, "lot") or "",
                supplier_lot=self.of(line, "theirs") or "",
                expires_on=self.of(line, "expires"),
            )
            for line in self.initial["lines"]
            if (quantity := self.of(line, "quantity"))
        ]
        return {"arrivals": arrivals, "delivery_note": self.cleaned_data["delivery_note"]}


class GoodsOutForm(RowsForm):
    """How much of each line of a sales order goes out."""

    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def fill(self) -> None:
        for line in self.initial["lines"]:
            self.fields[f"quantity-{line.id}"] = exact(
                _("Quantity"), places=9, initial=line.outstanding, required=False
            )

    def given(self) -> dict[str, Any]:
        shipments = [
            Shipment(line.id, quantity)
            for line in self.initial["lines"]
            if (quantity := self.of(line, "quantity"))
        ]
        return {"shipments": shipments, "note": self.cleaned_data["note"]}
