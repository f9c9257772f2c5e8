"""Spreadsheets of routings with their operations, and of bills of materials with their lines."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.engineering.selectors import bom_get, boms_all, routing_get, routings_all
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    SubstituteDraft,
    bom_archive,
    bom_create,
    bom_update,
    bom_validate,
    routing_create,
    routing_revise,
    routing_update,
    routings_archive,
)
from runwright.imports.sheets.columns import Codes, Column, Flag, Number, Whole, Word
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.kinds.variants import value_code, values_named
from runwright.imports.sheets.naming import fixed_refuse, named, named_id, named_ids, withdrawal
from runwright.kernel.quantity import parse_decimal, plain
from runwright.partners.selectors import suppliers_all
from runwright.people.actor import Actor
from runwright.resources.selectors import stations_all, work_centres_all
from runwright.units.selectors import units_in_use

MODES = {
    "automatic": _("Automatic"),
    "manual": _("Manual"),
    "semi_automatic": _("Semi-automatic"),
}
TIMES = (
    "setup_minutes", "cycle_minutes", "cleanup_minutes", "units_per_cycle", "crew", "loss",
    "may_overlap", "transfer_quantity", "starts_branch", "instructions", "is_external",
    "lead_time_days", "unit_price",
)  # fmt: skip
AMOUNTS = ("waste_quantity", "waste_share", "fixed_quantity", "rounding_multiple", "is_phantom")


def _routings(actor: Actor) -> Iterator[Values]:
    latest = {one.code: one for one in routings_all(actor=actor).filter(archived_at=None)}
    for routing in latest.values():
        for operation in routing.operations.all():
            yield {
                ID: routing.id, "code": routing.code, "name": routing.name,
                "item": routing.item.code, "operation": operation.name,
                "work_centre": operation.work_centre.code,
                "alternatives": tuple(sorted(one.code for one in operation.alternatives.all())),
                "follows": tuple(sorted(str(one.sequence) for one in operation.follows.all())),
                "stations": tuple(sorted(one.name for one in operation.stations.all())),
                "supplier": operation.supplier.code if operation.supplier else "",
                "service": operation.service.code if operation.service else "",
            } | {name: getattr(operation, name) for name in TIMES}  # fmt: skip


def _routing_write(group: Group, actor: Actor) -> object:
    fixed_refuse(group, "item")
    row = group.rows[0]
    if group.is_new:
        item = named(items_all(actor=actor), row["item"], kind="item", field="item")
        operations = [_operation(one, None, actor) for one in group.rows]
        return routing_create(
            item_id=item.id, name=row["name"], code=row["code"], operations=operations, actor=actor
        )
    routing = routing_get(routing_id=group.record_id, actor=actor)
    if routing.used_at:
        made = routing_revise(routing_id=routing.id, actor=actor)
        routing = routing_get(routing_id=made.id, actor=actor)
    held = [OperationDraft.of(operation) for operation in routing.operations.all()]
    operations = [
        _operation(one, held[place] if place < len(held) else None, actor)
        for place, one in enumerate(group.rows)
    ]
    return routing_update(
        routing_id=routing.id, name=row["name"], operations=operations, actor=actor
    )


def _operation(row: Values, held: OperationDraft | None, actor: Actor) -> OperationDraft:
    """The operation of a row; what the file does not say stays, or is as usual."""
    centres = work_centres_all(actor=actor).filter(archived_at=None)
    said: dict[str, Any] = {
        "name": row["operation"],
        "work_centre_id": named_id(
            centres, row["work_centre"], kind="work centre", field="work_centre"
        ),
    }
    said |= {name: row[name] for name in TIMES if row.get(name) is not None}
    if "alternatives" in row:
        codes = row["alternatives"]
        ids = named_ids(centres, codes, kind="work centre", field="alternatives")
        said["alternative_ids"] = tuple(ids)
    if "stations" in row:
        rows, names = stations_all(actor=actor), row["stations"]
        said["station_ids"] = [
            named_id(rows, name, kind="station", field="stations", by="name") for name in names
        ]
    if "supplier" in row:
        suppliers, code = suppliers_all(actor=actor), row["supplier"]
        said["supplier_id"] = named_id(suppliers, code, kind="supplier", field="supplier")
    if "service" in row:
        items, code = items_all(actor=actor), row["service"]
        said["service_id"] = named_id(items, code, kind="item", field="service")
    if "follows" in row:
        said["follows"] = tuple(sorted(int(one) for one in row["follows"] if one.isdecimal()))
    return replace(held, **said) if held else OperationDraft(**said)


ROUTINGS = Sheet(
    key="routings",
    title=_("Routings"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 40),
        Column("item", _("Item"), True, 60),
        Column("name", _("Name"), True, 120),
        Column("operation", _("Operation"), True, 120),
        Column("work_centre", _("Work centre"), True, 40),
        Number("setup_minutes", _("Setup in minutes"), keeps=True),
        Number("cycle_minutes", _("Cycle in minutes"), keeps=True),
        Number("cleanup_minutes", _("Clean-up in minutes"), keeps=True),
        Number("units_per_cycle", _("Units per cycle"), places=9, keeps=True),
        Number("crew", _("Crew"), places=3, keeps=True),
        Number("loss", _("Loss in %"), places=4, percent=True, keeps=True),
        Flag("may_overlap", _("Next may start before this ends")),
        Number("transfer_quantity", _("Transfer quantity"), places=9, keeps=True),
        Codes("alternatives", _("Alternatives")),
        Flag("starts_branch", _("Starts a branch")),
        Codes("follows", _("Follows")),
        Codes("stations", _("Stations")),
        Column("instructions", _("Instructions"), longest=5000),
        Flag("is_external", _("Done by a supplier")),
        Column("supplier", _("Supplier"), longest=40),
        Column("service", _("Service"), longest=60),
        Whole("lead_time_days", _("Lead time in days"), keeps=True),
        Number("unit_price", _("Price of a unit"), keeps=True),
    ),
    read=_routings,
    write=_routing_write,
    withdraw=withdrawal(routings_archive, "routing_ids"),
    is_grouped=True,
)


def boms_latest(actor: Actor) -> Iterable[Any]:
    """The newest revision of every recipe that is in use."""
    latest: dict[str, Any] = {}
    for bom in boms_all(actor=actor).exclude(state="archived"):
        latest.setdefault(bom.code, bom)
    return latest.values()


def bom_write(held: Any, draft: BomDraft, *, is_validated: bool, actor: Actor) -> object:
    """A recipe as a draft says: changed where it stands while nobody counts on it, else a new
    revision."""
    if held and held.state == "draft" and not held.used_at:
        bom = bom_update(bom_id=held.id, draft=draft, actor=actor)
    else:
        bom = bom_create(draft=draft, actor=actor)
    return bom_validate(bom_id=bom.id, actor=actor) if is_validated else bom


def _boms(actor: Actor) -> Iterator[Values]:
    for bom in boms_latest(actor):
        head = {
            ID: bom.id, "code": bom.code, "item": bom.item.code, "quantity": bom.quantity,
            "routing": bom.routing.code if bom.routing else "", "mode": bom.mode,
            "validated": bom.state == "validated",
        }  # fmt: skip
        for line in bom.lines.all():
            yield head | _line_values(line)


def _line_values(line: Any) -> Values:
    return {
        "component": line.item.code, "line_quantity": line.quantity, "unit": line.unit.code,
        "step": line.operation.sequence if line.operation else None, "line_mode": line.mode,
        "only_for": tuple(sorted(value_code(one) for one in line.only_for.all())),
        "substitutes": tuple(_substitute_code(one) for one in line.substitutes.all()),
    } | {name: getattr(line, name) for name in AMOUNTS}  # fmt: skip


def _bom_write(group: Group, actor: Actor) -> object:
    fixed_refuse(group, "item")
    row = group.values
    held = None if group.is_new else bom_get(bom_id=group.record_id, actor=actor)
    draft = _bom_draft(group, BomDraft.of(held) if held else None, actor)
    return bom_write(held, draft, is_validated=bool(row.get("validated")), actor=actor)


def _bom_draft(group: Group, held: BomDraft | None, actor: Actor) -> BomDraft:
    row = group.values
    item = named(items_all(actor=actor), row["item"], kind="item", field="item")
    lines = [_line(one, place, held, actor) for place, one in enumerate(group.rows)]
    routings = routings_all(actor=actor).filter(archived_at=None).order_by("-version")
    routing = named_id(routings, row.get("routing", ""), kind="routing", field="routing")
    said: dict[str, Any] = {
        "item_id": item.id, "quantity": row["quantity"], "lines": lines, "routing_id": routing,
        "mode": row.get("mode") or "automatic", "code": row["code"],
    }  # fmt: skip
    return replace(held, **said) if held else BomDraft(**said)


def _line(row: Values, place: int, held: BomDraft | None, actor: Actor) -> LineDraft:
    """The line of a row; what the file does not say of the same item at the same place stays."""
    items, units = items_all(actor=actor), units_in_use(actor=actor)
    item = named(items, row["component"], kind="item", field="component")
    unit = named_id(units, row.get("unit", ""), kind="unit", field="unit") or item.unit_id
    said: dict[str, Any] = {"item_id": item.id, "unit_id": unit, "quantity": row["line_quantity"]}
    said |= {name: row[name] for name in AMOUNTS if row.get(name) is not None}
    said |= {
        own: row[name] for own, name in (("step", "step"), ("mode", "line_mode")) if name in row
    }
    if "only_for" in row:
        said["only_for"] = values_named(row["only_for"], actor, field="only_for")
    if "substitutes" in row:
        said["substitutes"] = [
            _substitute(code, rank, actor) for rank, code in enumerate(row["substitutes"], start=1)
        ]
    old = held.lines[place] if held and place < len(held.lines) else None
    return replace(old, **said) if old and old.item_id == item.id else LineDraft(**said)


def _substitute_code(substitute: Any) -> str:
    """The item that may stand in, and how much of it for one where that is not one."""
    code, factor = substitute.item.code, substitute.factor
    return str(code) if factor == 1 else f"{code}*{plain(factor)}"


def _substitute(text: str, rank: int, actor: Actor) -> SubstituteDraft:
    """The substitute that a text such as ``WOOL`` or ``WOOL*1.5`` names."""
    items = items_all(actor=actor)
    code, times, factor = text.rpartition("*")
    if not times or items.filter(code=text).exists():
        return SubstituteDraft(_item_id(text, "substitutes", actor), priority=rank)
    exact = parse_decimal(factor, field="substitutes")
    return SubstituteDraft(_item_id(code.strip(), "substitutes", actor), exact, rank)


def _item_id(code: str, field: str, actor: Actor) -> int:
    return int(named(items_all(actor=actor), code, kind="item", field=field).id)


BOMS = Sheet(
    key="boms",
    title=_("Bills of materials"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 40),
        Column("item", _("Item"), True, 60),
        Number("quantity", _("Quantity made"), True, places=9),
        Column("routing", _("Routing"), longest=40),
        Word("mode", _("Consumption"), words=MODES, keeps=True),
        Flag("validated", _("Validated")),
        Column("component", _("Component"), True, 60),
        Number("line_quantity", _("Quantity of component"), True, places=9),
        Column("unit", _("Unit"), longest=20, keeps=True),
        Number("waste_share", _("Waste in %"), places=6, percent=True, keeps=True),
        Number("waste_quantity", _("Waste quantity"), places=9, keeps=True),
        Number("fixed_quantity", _("Fixed per order"), places=9, keeps=True),
        Whole("step", _("Used at step")),
        Word("line_mode", _("Consumption of the line"), words=MODES),
        Number("rounding_multiple", _("Multiple"), places=9, keeps=True),
        Flag("is_phantom", _("Phantom")),
        Codes("only_for", _("Only for")),
        Codes("substitutes", _("Substitutes"), ranked=True),
    ),
    read=_boms,
    write=_bom_write,
    withdraw=withdrawal(bom_archive, "bom_id", many=False),
    is_grouped=True,
)
