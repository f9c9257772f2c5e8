"""Forms of purchasing and sales."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import parse_decimal
from runwright.partners.selectors import customers_all, suppliers_all
from runwright.purchasing.selectors import shortages_all
from runwright.purchasing.services import (
    PurchaseLineDraft,
    RequestLineDraft,
    Terms,
)
from runwright.sales.services import SalesLineDraft, SalesOrderDraft
from runwright.stock.selectors import warehouses_all
from runwright.units.selectors import units_all
from runwright.web.figures import number
from runwright.web.forms.ground import (
    ActorForm,
    Boxes,
    PasteField,
    Pick,
    WholeField,
    day,
    exact,
    ungrouped,
)

PASTE = _("One line each: code, quantity and, if you like, price; cells of a spreadsheet fit.")

APART = re.compile(r"[^\S\u202f]+")
"""Blanks between cells; the thin one stands within a number of our own pages."""


class LinesField(PasteField):
    """Lines pasted from a spreadsheet: code, quantity and perhaps a price, apart by tabs,
    semicolons or blanks. Cleaned, they are (code, quantity, price or nothing)."""

    def __init__(self, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(max_length=50_000, widget=area, help_text=PASTE, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        rows = [row for row in text.splitlines() if row.strip()]
        return [self._row(at, row) for at, row in enumerate(rows, start=1)]

    def _row(self, at: int, row: str) -> tuple[str, Any, Any]:
        cells = (
            row.replace(";", "\t").split("\t") if "\t" in row or ";" in row else APART.split(row)
        )
        code, *figures = [cell.strip() for cell in cells if cell.strip()] or [""]
        try:
            numbers = [
                parse_decimal(ungrouped(f).replace(",", "."), field="lines") for f in figures
            ]
        except Refusal:
            numbers = []
        if not 1 <= len(numbers) <= 2 or numbers[0] <= 0:
            said = _now("Line {at} cannot be read: {row}").format(at=at, row=row[:60])
            raise forms.ValidationError(said)
        return code, numbers[0], numbers[1] if len(numbers) > 1 else None


class LinesForm(ActorForm):
    """A paper with lines: the first one in fields of its own, more of them pasted."""

    item_id = Pick(label=_("Item"), required=False)
    quantity = exact(_("Quantity"), places=9, required=False)
    more = LinesField(label=_("More lines"), required=False)
    supply: dict[str, str] = {"supply": "buy"}

    def fill(self) -> None:
        self.found = {item.code: item for item in self._items()}
        if "item_id" in self.fields:
            self.fields["item_id"].offer(self.found.values())  # type: ignore[attr-defined]

    def _items(self) -> Any:
        return items_all(actor=self.actor).filter(archived_at=None, **self.supply)

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        for code, _quantity, _price in given.get("more") or []:
            if code not in self.found:
                said = _now("There is no item {code} to choose.")
                self.add_error("more", said.format(code=code[:60]))
        if given.get("item_id") and not given.get("quantity"):
            self.add_error("quantity", _now("How much of it?"))
        return given

    def lines(self) -> Iterator[tuple[int, Any, Any]]:
        """Every line as item id, quantity, and price or nothing."""
        data = self.cleaned_data
        if data.get("item_id"):
            yield data["item_id"], data["quantity"], data.get("price")
        for code, quantity, price in data.get("more") or []:
            yield self.found[code].id, quantity, price


class RequestForm(LinesForm):
    """A purchase request by hand."""

    required_by = day(_("Required by"), required=False)
    warehouse_id = Pick(label=_("Warehouse"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    field_order = ("item_id", "quantity", "required_by", "warehouse_id", "more", "note")
    folded = ("warehouse_id", "more", "note")

    def fill(self) -> None:
        super().fill()
        self.fields["warehouse_id"].offer(warehouses_all(actor=self.actor))  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        own = {name: data[name] for name in ("required_by", "warehouse_id")}
        lines = [RequestLineDraft(item, quantity, **own) for item, quantity, _p in self.lines()]
        return {"lines": lines, "note": data["note"]}


class PurchaseOrderForm(LinesForm):
    """A purchase order by hand."""

    supplier_id = Pick(label=_("Supplier"))
    price = exact(_("Price"), required=False, help_text=_("Default: the supplier's own."))
    due_on = day(_("Due"), required=False, help_text=_("Default: the supplier's lead time."))
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    field_order = ("supplier_id", "item_id", "quantity", "price", "due_on", "more", "note")
    folded = ("more", "note")

    def fill(self) -> None:
        super().fill()
        suppliers = suppliers_all(actor=self.actor).filter(archived_at=None)
        self.fields["supplier_id"].offer(suppliers)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = [
            PurchaseLineDraft(item, quantity, price=price, due_on=data["due_on"])
            for item, quantity, price in self.lines()
        ]
        return {"supplier_id": data["supplier_id"], "lines": lines, "note": data["note"]}


class SalesOrderForm(LinesForm):
    """A sales order by hand."""

    customer_id = Pick(label=_("Customer"))
    promised_on = day(_("Promised"), required=False)
    price = exact(_("Price"), required=False, help_text=_("Default: the item's sales price."))
    priority = WholeField(
        label=_("Priority"), min_value=0, max_value=100, initial=50,
        help_text=_("0 is first, 100 is last."),
    )  # fmt: skip
    warehouse_id = Pick(label=_("Warehouse"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    field_order = (
        "customer_id", "promised_on", "item_id", "quantity", "price", "more", "priority",
        "warehouse_id", "note",
    )  # fmt: skip
    folded = ("more", "priority", "warehouse_id", "note")
    supply: dict[str, str] = {}

    def fill(self) -> None:
        super().fill()
        picks: Any = self.fields
        picks["customer_id"].offer(customers_all(actor=self.actor).filter(archived_at=None))
        picks["warehouse_id"].offer(warehouses_all(actor=self.actor))

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = tuple(
            SalesLineDraft(item, quantity, price=price) for item, quantity, price in self.lines()
        )
        names = ("customer_id", "promised_on", "priority", "warehouse_id", "note")
        return {"draft": SalesOrderDraft(lines=lines, **{name: data[name] for name in names})}


class SalesOrderEditForm(ActorForm):
    """What of an open sales order may change."""

    promised_on = day(_("Promised"), required=False)
    priority = WholeField(label=_("Priority"), min_value=0, max_value=100)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class SalesLineForm(ActorForm):
    """One more line of an estimate."""

    item_id = Pick(label=_("Item"), is_open=True)
    quantity = exact(_("Quantity"), places=9)
    price = exact(_("Price"), required=False, help_text=_("Default: the item's sales price."))

    def fill(self) -> None:
        items = items_all(actor=self.actor).filter(archived_at=None)
        self.fields["item_id"].offer(items)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {"draft": SalesLineDraft(**self.cleaned_data)}


class LineForm(ActorForm):
    """Another quantity or price of a line."""

    quantity = exact(_("Quantity"), places=9)
    price = exact(_("Price"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class PurchaseLineForm(LineForm):
    """Another quantity, price or day of an ordered line; later the day only."""

    due_on = day(_("Due"), required=False)
    field_order = ("quantity", "price", "due_on", "reason")

    def fill(self) -> None:
        if self.initial.get("only_day"):
            del self.fields["quantity"], self.fields["price"]

    def given(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k in {*self.changed_data, "reason"}}


class TermsForm(ActorForm):
    """On what terms a supplier sells an item."""

    supplier_id = Pick(label=_("Supplier"))
    item_id = Pick(label=_("Item"), is_open=True)
    price = exact(_("Price"))
    unit_id = Pick(label=_("Per"), required=False, help_text=_("Default: the item's own unit."))
    lead_time_days = WholeField(label=_("Lead time in days"), min_value=0, initial=0)
    smallest_order = exact(_("Smallest order"), places=9, initial=0)
    multiple = exact(_("Multiple"), places=9, initial=0)
    supplier_code = forms.CharField(label=_("Their code"), max_length=60, required=False)
    is_preferred = forms.BooleanField(
        label=_("Preferred supplier of this item"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )  # fmt: skip
    folded = ("smallest_order", "multiple", "supplier_code")

    def fill(self) -> None:
        picks: Any = self.fields
        picks["supplier_id"].offer(suppliers_all(actor=self.actor).filter(archived_at=None))
        bought = items_all(actor=self.actor).filter(archived_at=None, supply="buy")
        picks["item_id"].offer(bought)
        picks["unit_id"].offer(units_all(actor=self.actor), "name")

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        supplier_id, item_id = data.pop("supplier_id"), data.pop("item_id")
        return {"supplier_id": supplier_id, "item_id": item_id, "terms": Terms(**data)}


class ShortageForm(ActorForm):
    """Which shortages shall be requested."""

    need_ids = forms.TypedMultipleChoiceField(label=_("Short now"), coerce=int, widget=Boxes)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)

    def fill(self) -> None:
        short: Any = shortages_all(actor=self.actor)
        rows = short.filter(open__gt=0)[:500]
        offered = [
            (row.id, f"{row.item.code}: {number(row.open)} {row.item.unit.symbol} · {row.cause}")
            for row in rows
        ]
        self.fields["need_ids"].choices = offered  # type: ignore[attr-defined]
        self.fields["need_ids"].initial = [key for key, _words in offered]


class SuppliersForm(ActorForm):
    """Which suppliers to ask for a quotation."""

    supplier_ids = forms.TypedMultipleChoiceField(label=_("Suppliers"), coerce=int, widget=Boxes)
    answer_by = day(_("Answer by"), required=False)

    def fill(self) -> None:
        suppliers = suppliers_all(actor=self.actor).filter(archived_at=None)
        self.fields["supplier_ids"].choices = [(s.id, str(s)) for s in suppliers]  # type: ignore[attr-defined]


class SupplierForm(ActorForm):
    """One supplier."""

    supplier_id = Pick(label=_("Supplier"))

    def fill(self) -> None:
        suppliers = suppliers_all(actor=self.actor).filter(archived_at=None)
        self.fields["supplier_id"].offer(suppliers)  # type: ignore[attr-defined]


class MailForm(ActorForm):
    """Where a paper is sent to, and what is written above it."""

    address = forms.EmailField(label=_("To"))
    message = forms.CharField(
        label=_("Message"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Default: a line in the language of the reader."),
    )  # fmt: skip
