"""Forms of routings: the head, and how the tables of operations and own times are read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all, items_named
from runwright.engineering.services import OperationDraft, TimesDraft
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain
from runwright.partners.selectors import suppliers_all
from runwright.people.actor import Actor
from runwright.resources.selectors import stations_all, work_centres_all
from runwright.web.forms.ground import ActorForm, with_held
from runwright.web.forms.recipes import NO_ITEM
from runwright.web.sheets import (
    YES_NO,
    Column,
    Reader,
    Sheet,
    number_text,
    percent_text,
    readers,
)

NO_CENTRE = _("There is no work centre {code}.")
NO_STATION = _("There is no station {code}.")
NO_STEP = _("There is no operation {step} here.")
START = "start"


class RoutingForm(ActorForm):
    """The head of a routing."""

    name = forms.CharField(label=_("Name"), max_length=120)


class NewRoutingForm(RoutingForm):
    """The head of a new routing, with the item it makes."""

    item = forms.CharField(
        label=_("Item"), max_length=60,
        widget=forms.TextInput(attrs={"data-item": "", "list": "items", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code"), max_length=40, required=False,
        help_text=_("Left empty, a number is drawn."),
    )  # fmt: skip
    field_order = ("item", "code", "name")

    def clean_item(self) -> str:
        code = self.cleaned_data["item"].split(" ")[0]
        if code not in items_named(codes=[code], actor=self.actor):
            raise forms.ValidationError(NO_ITEM.format(code=code))
        return str(code)


def operation_columns(offered: "Offered") -> tuple[Column, ...]:
    """The columns of the operations of a routing."""
    centres = [(c.code, f"{c.code} {c.name}") for c in offered.centres]
    suppliers = [("", "–"), *((s.code, s.name) for s in offered.suppliers)]
    services = [("", "–"), *((s.code, f"{s.code} {s.name}") for s in offered.services)]
    return (
        Column("name", _("Operation")),
        Column("centre", _("Work centre"), "choice", "", centres, of="work_centre_id"),
        Column("alternatives", _("Or at"), of="alternative_ids"),
        Column("setup", _("Setup, min"), "number", of="setup_minutes"),
        Column("cycle", _("Cycle, min"), "number", of="cycle_minutes"),
        Column("units", _("Units per cycle"), "number", "1", of="units_per_cycle"),
        Column("cleanup", _("Clean-up, min"), "number", of="cleanup_minutes"),
        Column("crew", _("Crew"), "number", "1"),
        Column("loss", _("Loss %"), "number"),
        Column("overlap", _("Next may start before"), "choice", "", YES_NO, of="may_overlap"),
        Column("transfer", _("After so many"), "number", "1", of="transfer_quantity"),
        Column("follows", _("Follows")),
        Column("stations", _("Stations"), of="station_ids"),
        Column("external", _("Outside"), "choice", "", YES_NO, of="is_external"),
        Column("supplier", _("Supplier"), "choice", "", suppliers, of="supplier_id"),
        Column("service", _("Service"), "choice", "", services, of="service_id"),
        Column("days", _("Days outside"), "number", of="lead_time_days"),
        Column("price", _("Price of one outside"), "number", of="unit_price"),
        Column("instructions", _("Instructions"), "long"),
        Column("id", "", "hidden"),
    )


TIMES_COLUMNS = (
    Column("item", _("Item"), "item", of="item_id"),
    Column("step", _("Operation no."), "number", "10"),
    Column("setup", _("Setup, min"), "number"),
    Column("cycle", _("Cycle, min"), "number"),
    Column("units", _("Units per cycle"), "number", "1"),
    Column("cleanup", _("Clean-up, min"), "number"),
)


def _centres(actor: Actor) -> list[Any]:
    return list(work_centres_all(actor=actor).filter(archived_at=None))


def _suppliers(actor: Actor) -> list[Any]:
    if not actor.can("partners.view"):
        return []
    return list(suppliers_all(actor=actor).filter(archived_at=None))


def _services(actor: Actor) -> list[Any]:
    services = items_all(actor=actor).filter(kind="service", supply="buy", archived_at=None)
    return list(services.order_by("code"))


@dataclass(frozen=True)
class Offered:
    """What an operation may name: what is in use, and what the operations at hand name already."""

    centres: list[Any]
    suppliers: list[Any]
    services: list[Any]

    @classmethod
    def to(cls, actor: Actor, operations: Sequence[Any] = ()) -> "Offered":
        """What is offered to somebody who makes operations, or changes these."""
        others = (centre for one in operations for centre in one.alternatives.all())
        return cls(
            with_held(_centres(actor), *(one.work_centre for one in operations), *others),
            with_held(_suppliers(actor), *(one.supplier for one in operations)),
            with_held(_services(actor), *(one.service for one in operations)),
        )


@dataclass
class RoutingSheets:
    """The operations of a routing, and the times of their own for items."""

    offered: Offered
    operations: Sheet
    own_times: Sheet

    @classmethod
    def empty(cls, actor: Actor, operations: Sequence[Any] = ()) -> "RoutingSheets":
        """Tables without rows, for new operations or for these."""
        offered = Offered.to(actor, operations)
        columns = operation_columns(offered)
        return cls(offered, Sheet("operations", columns), Sheet("own_times", TIMES_COLUMNS))

    @classmethod
    def of(cls, routing: Any, actor: Actor) -> "RoutingSheets":
        """The rows that a routing has now."""
        operations = list(routing.operations.all())
        sheets = cls.empty(actor, operations)
        sheets.operations.rows = [_operation_row(operation) for operation in operations]
        sheets.own_times.rows = [
            _times_row(10 * n, times)
            for n, operation in enumerate(operations, start=1)
            for times in operation.own_times.all()
        ]
        return sheets

    @property
    def both(self) -> tuple[Sheet, Sheet]:
        return self.operations, self.own_times

    @property
    def are_wrong(self) -> bool:
        return any(sheet.faults for sheet in self.both)

    def read(self, given: QueryDict) -> None:
        """Take the rows of a sent form."""
        for sheet in self.both:
            sheet.read(given)

    def drafts(self, actor: Actor) -> list[OperationDraft]:
        """The rows as services take them; what cannot be read is blamed."""
        centres = {centre.code: centre.id for centre in self.offered.centres}
        suppliers = {supplier.code: supplier.id for supplier in self.offered.suppliers}
        services = {service.code: service.id for service in self.offered.services}
        stations = {one.name: one.id for one in stations_all(actor=actor)}
        rows = readers(self.operations)
        drafts = [
            replace(
                _operation_draft(row, centres, suppliers, services),
                station_ids=row.some_of("stations", stations, str(NO_STATION)),
            )
            for row in rows
        ]
        own = self._own_times(len(drafts), actor)
        return [replace(draft, own_times=own[n]) for n, draft in enumerate(drafts)]

    def _own_times(self, count: int, actor: Actor) -> list[list[TimesDraft]]:
        codes = {row["item"].split(" ")[0] for row in self.own_times.rows}
        items = items_named(codes=codes, actor=actor)
        found: list[list[TimesDraft]] = [[] for _place in range(count)]
        for row in readers(self.own_times):
            place, rest = divmod(row.whole("step"), 10)
            if rest or not 1 <= place <= count:
                row.blame("step", NO_STEP.format(step=row.text("step")))
            else:
                found[place - 1].append(_times_draft(row, items))
        return found

    def blame(self, refusal: Refusal) -> list[str]:
        """Put the reasons of a refusal at their cells; those without a cell are given back."""
        told = [(reason.field, reason.sentence(gettext)) for reason in refusal.reasons]
        return [words for path, words in told if not self.operations.blame(path, words)]


def _operation_row(operation: Any) -> dict[str, str]:
    follows = ", ".join(str(one.sequence) for one in operation.follows.all())
    return {
        "name": operation.name,
        "centre": operation.work_centre.code,
        "alternatives": ", ".join(centre.code for centre in operation.alternatives.all()),
        "setup": number_text(operation.setup_minutes),
        "cycle": number_text(operation.cycle_minutes),
        "units": plain(operation.units_per_cycle),
        "cleanup": number_text(operation.cleanup_minutes),
        "crew": plain(operation.crew),
        "loss": percent_text(operation.loss),
        "overlap": "yes" if operation.may_overlap else "",
        "transfer": plain(operation.transfer_quantity),
        "follows": follows or (START if operation.starts_branch else ""),
        "stations": ", ".join(station.name for station in operation.stations.all()),
        "external": "yes" if operation.is_external else "",
        "supplier": operation.supplier.code if operation.supplier else "",
        "service": operation.service.code if operation.service else "",
        "days": number_text(operation.lead_time_days),
        "price": number_text(operation.unit_price),
        "instructions": operation.instructions,
        "id": str(operation.id),
    }


def _times_row(step: int, times: Any) -> dict[str, str]:
    return {
        "item": times.item.code,
        "step": str(step),
        "setup": number_text(times.setup_minutes),
        "cycle": number_text(times.cycle_minutes),
        "units": plain(times.units_per_cycle),
        "cleanup": number_text(times.cleanup_minutes),
    }


def _operation_draft(
    row: Reader,
    centres: Mapping[str, int],
    suppliers: Mapping[str, int],
    services: Mapping[str, int],
) -> OperationDraft:
    loss = row.share("loss")
    if loss >= 1:
        row.blame("loss", gettext("Less than 100 % can be lost."))
    return OperationDraft(
        name=row.text("name")[:120],
        work_centre_id=row.one_of("centre", centres, str(NO_CENTRE)),
        setup_minutes=row.number("setup"),
        cycle_minutes=row.number("cycle"),
        cleanup_minutes=row.number("cleanup"),
        units_per_cycle=row.above_zero("units"),
        crew=row.above_zero("crew"),
        loss=loss,
        may_overlap=row.flag("overlap"),
        transfer_quantity=row.above_zero("transfer"),
        instructions=row.text("instructions"),
        starts_branch=row.text("follows").lower() == START,
        follows=_follows(row),
        alternative_ids=row.some_of("alternatives", centres, str(NO_CENTRE)),
        is_external=row.flag("external"),
        supplier_id=suppliers.get(row.text("supplier")),
        service_id=services.get(row.text("service")),
        lead_time_days=row.whole("days"),
        unit_price=row.number("price"),
        id=int(row.text("id")) if row.text("id").isdecimal() else None,
    )


def _follows(row: Reader) -> Sequence[int]:
    text = row.text("follows")
    if text.lower() in ("", START):
        return ()
    return tuple(_steps(row, text))


def _steps(row: Reader, text: str) -> Iterator[int]:
    for part in text.split(","):
        if part.strip().isdecimal() and len(part.strip()) < 6:
            yield int(part)
        elif part.strip():
            row.blame("follows", gettext("Write the numbers of operations, or “start”."))


def _times_draft(row: Reader, items: Mapping[str, int]) -> TimesDraft:
    return TimesDraft(
        item_id=row.one_of("item", items, str(NO_ITEM)),
        setup_minutes=row.number("setup"),
        cycle_minutes=row.number("cycle"),
        cleanup_minutes=row.number("cleanup"),
        units_per_cycle=row.above_zero("units"),
    )
