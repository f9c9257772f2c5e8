"""Forms of runs and batches."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all, items_named
from runwright.engineering.rules import quantity_in_base
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.selectors import people_of_office
from runwright.production.services.runs.releases import RunDraft, RunRow
from runwright.resources.selectors import machines_all
from runwright.units.selectors import units_all
from runwright.web.forms.ground import ActorForm, Pick, exact
from runwright.web.sheets import Column, Reader, Sheet, readers

NO_ITEM = _("There is no item {code}.")
NO_MACHINE = _("There is no machine {code}.")


class RunForm(ActorForm):
    """Who answers for a run, and what it is called."""

    responsible_id = Pick(label=_("Responsible"), required=False)
    number = forms.CharField(
        label=_("Number"), max_length=40, required=False, help_text=_("Left empty, one is drawn.")
    )
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        picks["responsible_id"].offer(people_of_office(actor=self.actor))
        if self.actor.user_id:
            self.initial.setdefault("responsible_id", self.actor.user_id)

    def draft(self) -> RunDraft:
        """The head of a run."""
        return RunDraft(**self.cleaned_data)


class BatchesForm(ActorForm):
    """Batches that are added to a run: their rows say it all."""


class ReleaseForm(RunForm):
    """An order in lots of so many pieces."""

    lot = exact(_("Pieces in a batch"), places=9)
    field_order = ("lot", "responsible_id", "number", "note")

    def given(self) -> dict[str, Any]:
        head = {name: value for name, value in self.cleaned_data.items() if name != "lot"}
        return {"lot": self.cleaned_data["lot"], "draft": RunDraft(**head)}


class BatchNoteForm(ActorForm):
    """What somebody writes about a batch, with a picture or without."""

    text = forms.CharField(
        label=_("Note"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    picture = forms.FileField(
        label=_("Picture"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )  # fmt: skip


@dataclass(frozen=True)
class WrittenRow:
    """A row as it was written, and what it comes to."""

    code: str
    unit: str
    row: RunRow


def run_sheet(actor: Actor) -> Sheet:
    """The empty table of a new run."""
    units = [("", "–"), *((unit.code, unit.symbol) for unit in units_all(actor=actor))]
    return Sheet("rows", (
        Column("item", _("Item"), "item", width="12rem", of="item_id"),
        Column("quantity", _("Quantity per batch"), "number", width="8rem"),
        Column("unit", _("Unit"), "choice", "", units, "6rem"),
        Column("batches", _("Batches"), "whole", "1", width="6rem"),
        Column("machines", _("Machines"), width="12rem", of="machine_ids"),
    ))  # fmt: skip


def run_rows(sheet: Sheet, actor: Actor) -> list[WrittenRow]:
    """The rows of a new run; what cannot be read is blamed."""
    codes = [row["item"].split(" ")[0] for row in sheet.rows]
    ids = items_named(codes=codes, actor=actor)
    items = {item.id: item for item in items_all(actor=actor).filter(id__in=ids.values())}
    units = {unit.code: unit for unit in units_all(actor=actor)}
    machines = {machine.code: machine.id for machine in machines_all(actor=actor)}
    found = (_row(reader, ids, items, units, machines) for reader in readers(sheet))
    return [row for row in found if row is not None]


def _row(
    reader: Reader,
    ids: dict[str, int],
    items: dict[int, Any],
    units: dict[str, Any],
    machines: dict[str, int],
) -> WrittenRow | None:
    item = items.get(reader.one_of("item", ids, str(NO_ITEM)))
    quantity = reader.above_zero("quantity")
    count = reader.whole("batches", 1)
    used = reader.some_of("machines", machines, str(NO_MACHINE))
    if item is None:
        return None
    unit = units.get(reader.text("unit"), item.unit)
    row = RunRow(item.id, _in_base(reader, item, unit, quantity), count, used)
    return WrittenRow(item.code, item.unit.symbol, row)


def _in_base(reader: Reader, item: Any, unit: Any, quantity: Decimal) -> Decimal:
    if unit == item.unit:
        return quantity
    try:
        return quantity_in_base(item=item, unit=unit, quantity=quantity)
    except Refusal as refusal:
        reader.blame("unit", refusal.message(gettext))
        return quantity
