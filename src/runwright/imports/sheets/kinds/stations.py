"""The spreadsheet of stations."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from runwright.imports.sheets.columns import Column, Flag, Word
from runwright.imports.sheets.definition import ID, Sheet, Values
from runwright.imports.sheets.naming import flat, named_id, withdrawal
from runwright.people.actor import Actor
from runwright.reports.lists.stations import LABELS, TYPES
from runwright.resources.selectors import departments_all, stations_all
from runwright.resources.services import station_create, station_update, stations_archive

SIZES = {size: size for size in ("1x4", "1x1", "1x3", "2x4")}


def _stations(actor: Actor) -> Iterator[Values]:
    for one in stations_all(actor=actor).filter(archived_at=None):
        yield {
            ID: one.id, "name": one.name, "type": one.type,
            "department": one.department.code if one.department else "",
            "is_material_checked": one.is_material_checked,
            "label_kind": one.label_kind, "label_size": one.label_size,
        }  # fmt: skip


def _fields(row: Values, actor: Actor) -> Values:
    given = {name: value for name, value in row.items() if value != "" and name != "department"}
    if "department" in row:
        rows = departments_all(actor=actor).filter(archived_at=None)
        code = row["department"]
        given["department_id"] = named_id(rows, code, kind="department", field="department")
    return given


STATIONS = Sheet(
    key="stations",
    title=_("Stations"),
    identity=("name",),
    columns=(
        Column("name", _("Name"), True, 80),
        Word("type", _("Type"), True, words=TYPES),
        Column("department", _("Department"), longest=20),
        Flag("is_material_checked", _("Material check")),
        Word("label_kind", _("Label"), keeps=True, words=LABELS),
        Word("label_size", _("Label size, inches"), keeps=True, words=SIZES),
    ),
    read=_stations,
    write=flat(station_create, station_update, "station_id", _fields, "type"),
    withdraw=withdrawal(stations_archive, "station_ids"),
)
