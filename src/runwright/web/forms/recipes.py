"""Forms of recipes: heads of bills of materials and routings, and how their sheets are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import attribute_values_all, items_named
from runwright.engineering.selectors import routings_all
from runwright.engineering.services import BomDraft, ByProductDraft, LineDraft, SubstituteDraft
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.units.selectors import units_all
from runwright.web.forms.ground import ActorForm, Pick, exact, with_held
from runwright.web.sheets import (
    YES_NO,
    Column,
    Reader,
    Sheet,
    number_text,
    percent_text,
    readers,
)

MODES = {
    "automatic": _("Automatic"),
    "manual": _("Manual"),
    "semi_automatic": _("Semi-automatic"),
}
NO_ITEM = _("There is no item {code}.")
NO_UNIT = _("There is no unit {code}.")
NO_VALUE = _("There is no value {code}: write it as size=big.")


class BomForm(ActorForm):
    """The head of a bill of materials."""

    quantity = exact(_("For a quantity of"), initial=1)
    routing_id = Pick(label=_("Routing"), required=False)
    mode = forms.ChoiceField(label=_("Consumption"), choices=list(MODES.items()))

    def fill(self) -> None:
        routings = routings_all(actor=self.actor).filter(archived_at=None)
        item = self.initial.get("item_id")
        if item:
            routings = routings.filter(item__in=self.initial["family"])
        offered = with_held(routings, self.holds("routing"))
        words = [(r.id, f"{r.code}/{r.version} {r.name}") for r in offered]
        self.fields["routing_id"].choices = [("", "—"), *words]  # type: ignore[attr-defined]


class NewBomForm(BomForm):
    """The head of a new bill of materials, with the item it makes."""

    item = forms.CharField(
        label=_("Item"), max_length=60,
        widget=forms.TextInput(attrs={"data-item": "", "list": "items", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code"), max_length=40, required=False,
        help_text=_("An existing code gets its next revision; left empty, a number is drawn."),
    )  # fmt: skip
    field_order = ("item", "code", "quantity", "routing_id", "mode")

    def clean_item(self) -> str:
        code = self.cleaned_data["item"].split(" ")[0]
        if code not in items_named(codes=[code], actor=self.actor):
            raise forms.ValidationError(NO_ITEM.format(code=code))
        return str(code)


def line_columns(actor: Actor, steps: Mapping[int, str]) -> tuple[Column, ...]:
    """The columns of the lines of a bill of materials."""
    units = [(unit.code, unit.symbol) for unit in units_all(actor=actor)]
    used_at = [("", "–"), *((str(step), f"{step} {name}") for step, name in steps.items())]
    return (
        Column("item", _("Item"), "item", width="11rem", of="item_id"),
        Column("quantity", _("Quantity"), "number", width="6rem"),
        Column("unit", _("Unit"), "choice", "pcs", units, "5rem", of="unit_id"),
        Column("waste", _("Waste"), "number", width="5rem", of="waste_quantity"),
        Column("waste_share", _("Waste %"), "number", width="5rem"),
        Column("fixed", _("Once per order"), "number", width="6rem", of="fixed_quantity"),
        Column("multiple", _("In multiples of"), "number", width="6rem", of="rounding_multiple"),
        Column("step", _("Used at"), "choice", "", used_at, "9rem"),
        Column("mode", _("Consumption"), "choice", "", [("", "–"), *MODES.items()], "8rem"),
        Column("phantom", _("Phantom"), "choice", "", YES_NO, "5rem", of="is_phantom"),
        Column("only_for", _("Only for"), width="9rem"),
        Column("substitutes", _("Substitutes"), width="10rem"),
    )


def by_product_columns(actor: Actor) -> tuple[Column, ...]:
    """The columns of by-products."""
    units = [(unit.code, unit.symbol) for unit in units_all(actor=actor)]
    return (
        Column("item", _("Item"), "item", width="11rem", of="item_id"),
        Column("quantity", _("Quantity"), "number", width="6rem"),
        Column("unit", _("Unit"), "choice", "pcs", units, "5rem", of="unit_id"),
        Column("share", _("Share of the cost %"), "number", width="7rem", of="cost_share"),
    )


@dataclass
class BomSheets:
    """The lines and the by-products of a bill of materials as tables to be filled in."""

    lines: Sheet
    by_products: Sheet

    @classmethod
    def empty(cls, actor: Actor, steps: Mapping[int, str]) -> "BomSheets":
        """Tables without rows."""
        return cls(
            Sheet("lines", line_columns(actor, steps)),
            Sheet("by_products", by_product_columns(actor)),
        )

    @classmethod
    def of(cls, bom: Any, actor: Actor, steps: Mapping[int, str]) -> "BomSheets":
        """The rows that a bill has now."""
        sheets = cls.empty(actor, steps)
        sheets.lines.rows = [_line_row(line) for line in bom.lines.all()]
        sheets.by_products.rows = [
            {
                "item": one.item.code,
                "quantity": plain(one.quantity),
                "unit": one.unit.code,
                "share": percent_text(one.cost_share),
            }
            for one in bom.by_products.all()
        ]
        return sheets

    def read(self, given: QueryDict) -> None:
        """Take the rows of a sent form."""
        self.lines.read(given)
        self.by_products.read(given)

    @property
    def both(self) -> tuple[Sheet, Sheet]:
        return self.lines, self.by_products

    @property
    def are_wrong(self) -> bool:
        return bool(self.lines.faults or self.by_products.faults)

    def drafts(self, actor: Actor) -> tuple[list[LineDraft], list[ByProductDraft]]:
        """The rows as services take them; what cannot be read is blamed."""
        known = _Known.of(self, actor)
        lines = [_line_draft(row, known) for row in readers(self.lines)]
        return lines, [_by_product_draft(row, known) for row in readers(self.by_products)]

    def blame(self, refusal: Refusal) -> list[str]:
        """Put the reasons of a refusal at their cells; those without a cell are given back."""
        return [
            sentence
            for reason in refusal.reasons
            for sentence in [reason.sentence(gettext)]
            if not self.lines.blame(reason.field, sentence)
            and not self.by_products.blame(reason.field, sentence)
        ]


@dataclass(frozen=True)
class _Known:
    """What the cells may name, by the words people write."""

    items: dict[str, int]
    units: dict[str, int]
    values: dict[str, int]

    @classmethod
    def of(cls, sheets: BomSheets, actor: Actor) -> "_Known":
        codes = {row["item"].split(" ")[0] for row in sheets.lines.rows + sheets.by_products.rows}
        for row in sheets.lines.rows:
            codes |= {code for code, _factor in _substitutes(row["substitutes"])}
        values = attribute_values_all(actor=actor)
        return cls(
            items=items_named(codes=codes, actor=actor),
            units={unit.code: unit.id for unit in units_all(actor=actor)},
            values={f"{value.attribute.code}={value.code}": value.id for value in values},
        )


def _line_row(line: Any) -> dict[str, str]:
    return {
        "item": line.item.code,
        "quantity": plain(line.quantity),
        "unit": line.unit.code,
        "waste": number_text(line.waste_quantity),
        "waste_share": percent_text(line.waste_share),
        "fixed": number_text(line.fixed_quantity),
        "multiple": number_text(line.rounding_multiple),
        "step": str(line.operation.sequence) if line.operation else "",
        "mode": line.mode,
        "phantom": "yes" if line.is_phantom else "",
        "only_for": ", ".join(f"{v.attribute.code}={v.code}" for v in line.only_for.all()),
        "substitutes": ", ".join(
            one.item.code if one.factor == 1 else f"{one.item.code} × {plain(one.factor)}"
            for one in line.substitutes.all()
        ),
    }


def _line_draft(row: Reader, known: _Known) -> LineDraft:
    return LineDraft(
        item_id=row.one_of("item", known.items, str(NO_ITEM)),
        unit_id=row.one_of("unit", known.units, str(NO_UNIT)),
        quantity=row.number("quantity"),
        waste_quantity=row.number("waste"),
        waste_share=row.share("waste_share"),
        fixed_quantity=row.number("fixed"),
        rounding_multiple=row.number("multiple"),
        step=row.whole("step") or None,
        mode=row.text("mode") if row.text("mode") in MODES else "",
        is_phantom=row.flag("phantom"),
        only_for=row.some_of("only_for", known.values, str(NO_VALUE)),
        substitutes=_substitute_drafts(row, known),
    )


def _by_product_draft(row: Reader, known: _Known) -> ByProductDraft:
    return ByProductDraft(
        item_id=row.one_of("item", known.items, str(NO_ITEM)),
        unit_id=row.one_of("unit", known.units, str(NO_UNIT)),
        quantity=row.above_zero("quantity"),
        cost_share=row.share("share"),
    )


def _substitutes(text: str) -> list[tuple[str, str]]:
    """The codes and factors of ``CODE, OTHER × 1.2``."""
    parts = (part.replace("*", "×").partition("×") for part in text.split(",") if part.strip())
    return [(code.strip(), factor.strip() or "1") for code, _sign, factor in parts]


def _substitute_drafts(row: Reader, known: _Known) -> tuple[SubstituteDraft, ...]:
    drafts = []
    for place, (code, factor) in enumerate(_substitutes(row.text("substitutes")), start=1):
        try:
            number = Decimal(factor)
        except InvalidOperation:
            number = Decimal()
        if code not in known.items:
            row.blame("substitutes", NO_ITEM.format(code=code))
        elif not (number.is_finite() and 0 < number < 1_000_000):
            row.blame("substitutes", gettext("Write a substitute as CODE × 1.2."))
        else:
            drafts.append(SubstituteDraft(known.items[code], number, place))
    return tuple(drafts)


def bom_draft(head: Mapping[str, Any], item_id: int, sheets: BomSheets, actor: Actor) -> BomDraft:
    """The draft that head and sheets say."""
    lines, by_products = sheets.drafts(actor)
    return BomDraft(
        item_id=item_id,
        quantity=head["quantity"],
        lines=lines,
        routing_id=head["routing_id"],
        mode=head["mode"],
        code=head.get("code", ""),
        by_products=by_products,
    )
