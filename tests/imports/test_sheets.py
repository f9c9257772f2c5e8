"""Spreadsheets of masters: out and in again, dry runs, refusals by cell, all or nothing, undo."""

import pytest

from runwright.catalog.models import Item
from runwright.engineering.models import Bom, Routing
from runwright.imports.errors import (
    ChangedSince,
    FileRefused,
    NoRows,
    RowsRefused,
    SheetColumnsMissing,
    UndoNotPossible,
)
from runwright.imports.models import SheetImport, SheetLine
from runwright.imports.services import sheet_start, sheet_undo
from runwright.imports.sheets.catalogue import SHEETS
from runwright.imports.states import SHEET_LIFE, SHEET_STATES
from runwright.journal.models import Entry
from runwright.kernel.errors import GuardFailed, Refusal
from runwright.kernel.transitions import WrongState
from runwright.people.models import Operator
from runwright.resources.models import Department, WorkCentre, WorkSchedule
from runwright.resources.services import work_centre_update
from runwright.stock.models import Balance
from runwright.units.models import Unit
from tests.imports.sheets import (
    ACTOR,
    checked,
    counts,
    exported,
    file_of,
    rows_of,
    whole_plant,
)
from tests.stories.plant import D, empty_plant

pytestmark = pytest.mark.django_db


def started(kind: str, content: bytes | str) -> SheetImport:
    """A file that is checked and imported."""
    return sheet_start(import_id=checked(kind, content).id, actor=ACTOR)


def problems(run: SheetImport) -> list[tuple[int, str, str]]:
    """Row, column and words of every refusal."""
    lines = run.lines.filter(fate="refused")
    return [(line.row, line.column, line.problem) for line in lines]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", list(SHEETS))
def test_what_is_exported_changes_nothing_when_it_comes_back(kind: str, format: str) -> None:
    whole_plant()
    content = exported(kind, format)
    before = Entry.objects.count()
    run = checked(kind, content, f"file.{format}")
    assert run.unchanged > 0
    assert counts(run) == (0, 0, run.unchanged, 0), list(
        run.lines.values_list("column", "old", "new")
    )
    assert Entry.objects.count() == before + 1
    with pytest.raises(GuardFailed, match="so already"):
        sheet_start(import_id=run.id, actor=ACTOR)


def test_a_company_is_carried_into_an_empty_one() -> None:
    """Every kind out of one plant, in order, into another one that has only people and places."""
    whole_plant()
    files = {kind: exported(kind) for kind in SHEETS}
    _emptied()
    for kind, content in files.items():
        run = checked(kind, content)
        assert run.refused == 0, (kind, problems(run))
        if run.new or run.changed:
            sheet_start(import_id=run.id, actor=ACTOR)
    assert {kind: rows_of(exported(kind)) for kind in SHEETS} == {
        kind: rows_of(content) for kind, content in files.items()
    }


def _emptied() -> None:
    """Take away what the spreadsheets shall bring back."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in (
            "stock_balance", "stock_stockvalue", "stock_move", "stock_lot",
            "purchasing_supplieritem", "partners_supplier", "partners_customer",
            "engineering_substitute", "engineering_byproduct", "engineering_bomline_only_for",
            "engineering_bomline", "engineering_bom", "engineering_operationtimes",
            "engineering_operation_follows", "engineering_operation_alternatives",
            "engineering_operation_stations", "resources_station",
            "engineering_operation", "engineering_routing", "catalog_itemconversion",
            "catalog_variantvalue", "catalog_item", "catalog_attributevalue",
            "catalog_attribute", "resources_qualification", "resources_department_people",
            "people_operator", "resources_machine", "resources_workcentre_alternatives",
            "resources_workcentre", "resources_department", "resources_shiftbreak",
            "resources_shift", "resources_scheduleexception", "resources_workschedule",
            "units_unit", "units_unitcategory",
        ):  # fmt: skip
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_dry_run_shows_each_field_and_writes_nothing() -> None:
    plant = empty_plant()
    plant.centre("CUT", cost_per_hour=D(10))
    file = "code,name,cost_per_hour,efficiency\nCUT,Cutting,12.5,80\nBEND,Bending,,\n"
    run = checked("work_centres", file)
    assert counts(run) == (1, 1, 0, 0)
    told = {(one.name, one.column, one.old, one.new) for one in run.lines.all()}
    assert told == {
        ("CUT", "name", "Cut", "Cutting"),
        ("CUT", "cost_per_hour", "10", "12.5"),
        ("CUT", "efficiency", "100", "80"),
        ("BEND", "", "", ""),
    }
    assert WorkCentre.objects.get().cost_per_hour == 10
    sheet_start(import_id=run.id, actor=ACTOR)
    cut, bend = WorkCentre.objects.order_by("-code")
    assert (cut.cost_per_hour, cut.efficiency, bend.efficiency) == (D("12.5"), D("0.8"), 1)
    assert counts(checked("work_centres", file)) == (0, 0, 2, 0)


def test_a_file_with_one_refused_row_changes_nothing() -> None:
    empty_plant()
    run = checked("work_centres", "code,name,efficiency\nCUT,Cutting,100\nBEND,Bending,0\n")
    assert counts(run) == (1, 0, 0, 1)
    assert problems(run) == [
        (3, "efficiency", "The efficiency is more than 0 %, usually about 100 %.")
    ]
    with pytest.raises(GuardFailed, match="1 records are refused"):
        sheet_start(import_id=run.id, actor=ACTOR)
    assert not WorkCentre.objects.exists()


def test_what_was_good_at_the_check_may_be_refused_at_the_start() -> None:
    plant = empty_plant()
    run = checked("machines", "code;name;work_centre\nM1;One;CUT\n")
    assert run.refused == 1
    plant.centre("CUT", machines=0)
    run = checked("machines", "code;name;work_centre\nM1;One;CUT\n")
    assert counts(run) == (1, 0, 0, 0)
    WorkCentre.objects.update(code="OTHER")
    with pytest.raises(RowsRefused, match="There is no work centre CUT"):
        sheet_start(import_id=run.id, actor=ACTOR)
    assert SheetImport.objects.get(id=run.id).state == "checked"


BAD_CELLS = [
    ("items", "code,name,kind,unit\n,Name,part,pcs\n", "code"),
    ("items", "code,name,kind,unit\nA,Name,song,pcs\n", "kind"),
    ("items", "code,name,kind,unit\nA,Name,part,ell\n", "unit"),
    ("items", "code,name,kind,unit,safety_stock\nA,N,part,pcs,-1\n", "safety_stock"),
    ("items", "code,name,kind,unit,safety_stock\nA,N,part,pcs,NaN\n", "safety_stock"),
    ("items", "code,name,kind,unit,safety_stock\nA,N,part,pcs,1e400\n", "safety_stock"),
    ("items", f"code,name,kind,unit,safety_stock\nA,N,part,pcs,{'9' * 400}\n", "safety_stock"),
    ("items", "code,name,kind,unit,safety_stock\nA,N,part,pcs,\uff11\n", "safety_stock"),
    ("items", "code,name,kind,unit,lead_time_days\nA,N,part,pcs,1.5\n", "lead_time_days"),
    ("items", "code,name,kind,unit\nA\u202eB,N,part,pcs\n", "code"),
    ("items", f"code,name,kind,unit\n{'A' * 61},N,part,pcs\n", "code"),
    ("items", "code,name,kind,unit,standard_cost\nA,N,part,pcs,#REF!\n", "standard_cost"),
    ("units", "category,code,name,symbol,ratio\nmass,q,Q,q,0\n", "ratio"),
    ("units", "category,code,name,symbol,ratio\nnone,q,Q,q,2\n", "category"),
    ("schedules", "name,shift,weekdays,starts,ends\nX,I,128,06:00,14:00\n", "weekdays"),
    ("schedules", "name,shift,weekdays,starts,ends\nX,I,12,24:00,14:00\n", "starts"),
    ("schedules", "name,shift,weekdays,starts,ends,breaks\nX,I,1,06:00,14:00,lunch\n", "breaks"),
    ("operators", "code,name,work_centres\nO1,Ana,NOWHERE\n", "work_centres"),
    ("supplier_items", "supplier,item,price\nS,A,1\n", "supplier"),
    ("customers", "code,name,email\nC,Name,not an address\n", "email"),
]


@pytest.mark.parametrize(("kind", "file", "column"), BAD_CELLS)
def test_a_cell_that_cannot_be_is_named_with_its_row(kind: str, file: str, column: str) -> None:
    empty_plant()
    run = checked(kind, file)
    assert [(row, where) for row, where, _ in problems(run)] == [(2, column)]
    assert run.new == 0


def test_a_week_that_overlaps_is_refused_as_a_whole() -> None:
    empty_plant()
    file = "name,shift,weekdays,starts,ends\nX,I,12345,06:00,14:00\nX,II,1,13:00,21:00\n"
    run = checked("schedules", file)
    assert problems(run)[0][2] == "Shift II 13:00–21:00 overlaps I 06:00–14:00."
    assert not WorkSchedule.objects.exists()


def test_a_record_that_stands_twice_is_refused() -> None:
    empty_plant()
    run = checked("departments", "code,name\nA,First\nA,Second\n")
    assert problems(run) == [(3, "", "A stands in row 2 already.")]


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        ("code,nom\nA,B\n", SheetColumnsMissing),
        ("code,name\n", NoRows),
        ("", FileRefused),
        (b"\xff\xfec\x00o\x00", FileRefused),
        (b"PK\x03\x04 not a workbook", FileRefused),
        ("code,name,code\nA,B,C\n", FileRefused),
        ('code,name\nA,"B\n', FileRefused),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    file: str | bytes, refusal: type[Refusal]
) -> None:
    empty_plant()
    with pytest.raises(refusal):
        checked("departments", file)
    assert not SheetImport.objects.exists()


def test_headers_are_matched_in_any_language_and_strange_ones_left_out() -> None:
    empty_plant()
    run = checked(
        "departments", "\ufeffCODE;  Name ;Labour rate per hour;Boss\nA;Assembly;18,5;Ion\n"
    )
    assert (counts(run), run.ignored) == ((1, 0, 0, 0), "Boss")
    sheet_start(import_id=run.id, actor=ACTOR)
    assert Department.objects.get().labour_rate == D("18.5")


def test_columns_that_are_left_out_stay_as_they_are() -> None:
    plant = empty_plant()
    plant.item("BOX", standard_cost=D(3), sales_price=D(5))
    started("items", "code,name,kind,unit,sales_price\nBOX,Carton,material,pcs,\n")
    item = Item.objects.get()
    assert (item.name, item.standard_cost, item.sales_price) == ("Carton", 3, None)


def test_formulas_in_texts_come_back_as_they_were() -> None:
    plant = empty_plant()
    plant.item("=1+1", barcode="@x")
    assert b"'=1+1" in exported("items")
    assert counts(checked("items", exported("items"))) == (0, 0, 1, 0)


def test_the_unit_of_an_item_cannot_change() -> None:
    plant = empty_plant()
    plant.item("BOX")
    run = checked("items", "code,name,kind,unit\nBOX,Box,material,kg\n")
    assert problems(run) == [(2, "unit", "This stays pcs: it cannot change any more.")]


def test_a_used_recipe_gets_a_new_revision() -> None:
    whole_plant()
    Routing.objects.update(used_at="2026-01-01T00:00:00Z")
    rows = rows_of(exported("routings"))
    rows[1][rows[0].index("Cycle in minutes")] = "9.5"
    started("routings", file_of(rows))
    versions = Routing.objects.filter(code="RT-S").order_by("version")
    cycles = [one.operations.order_by("sequence").first().cycle_minutes for one in versions]
    assert cycles == [D("1.2"), D("9.5")]
    rows = rows_of(exported("boms"))
    rows[1][rows[0].index("Quantity of component")] = "6"
    started("boms", file_of(rows))
    boms = Bom.objects.filter(code="BOM-S").order_by("revision")
    assert [(one.revision, one.state, one.lines.first().quantity) for one in boms][-1] == (
        2, "validated", 6,
    )  # fmt: skip


def test_an_opening_balance_is_received_then_corrected() -> None:
    plant = empty_plant()
    plant.item("BOX")
    place = plant.warehouse.places.get()
    head = "place,item,lot,quantity,unit_cost\n"
    started("opening_balances", f"{head}{place.code},BOX,,12,0.5\n")
    started("opening_balances", f"{head}{place.code},BOX,,10,0.5\n")
    assert Balance.objects.get(is_storage=True).quantity == 10


@pytest.mark.parametrize("kind", [k for k in SHEETS if k not in ("conversions", "attributes")])
def test_an_import_is_taken_back(kind: str) -> None:
    """What it made leaves use, what it changed says again what it said before."""
    whole_plant()
    rows = rows_of(exported(kind))
    changed = [_changed(kind, rows[0], row) for row in rows[1:]]
    if rows[1:] == changed:
        pytest.skip("nothing of it may change")
    run = started(kind, file_of([rows[0], *changed]))
    assert run.changed
    sheet_undo(import_id=run.id, actor=ACTOR)
    back = [row[:4] for row in rows_of(exported(kind))]  # costs of stock follow what happened
    assert back == [row[:4] for row in rows]


CHANGEABLE = ("Name", "Price", "Quantity", "Quantity of component")


def _changed(kind: str, heads: list[str], row: list[str]) -> list[str]:
    """The row with one field that may change changed."""
    special = {"schedules": "Until", "schedule_days": "Last day", "stations": "Label size, inches"}
    column = special.get(kind) or next(head for head in CHANGEABLE if head in heads)
    place = heads.index(column)
    other = {
        "1x3": "2x4",
        "14:00": "13:00",
        "06:00": "05:00",
        "2026-12-01": "2026-12-02",
        "2026-12-05": "2026-12-06",
    }
    new = other.get(row[place], row[place] + ("1" if column != "Name" else " X"))
    return [*row[:place], new, *row[place + 1 :]]


def test_what_an_import_made_is_archived_when_it_is_taken_back() -> None:
    empty_plant()
    run = started("operators", "code,name\nO1,Ana\nO2,Dan\n")
    sheet_undo(import_id=run.id, actor=ACTOR)
    assert Operator.objects.filter(archived_at=None).count() == 0
    assert SheetImport.objects.get().state == "undone"


def test_what_was_changed_since_is_not_undone() -> None:
    plant = empty_plant()
    centre = plant.centre("CUT")
    run = started("work_centres", "code,name\nCUT,Cutting\n")
    work_centre_update(work_centre_id=centre.id, name="Mine", actor=ACTOR)
    with pytest.raises(ChangedSince, match="CUT"):
        sheet_undo(import_id=run.id, actor=ACTOR)
    assert WorkCentre.objects.get().name == "Mine"


def test_new_by_products_leave_their_recipe_again() -> None:
    plant = whole_plant()
    plant.item("DUST", "kg", resolution=D("0.001"))
    head = "bom,item,quantity,unit,cost_share\n"
    run = started("by_products", f"{head}BOM-S,FLUFF,0.1,kg,2\nBOM-S,DUST,0.2,,0\n")
    assert Bom.objects.get(state="validated", revision=2).by_products.count() == 2
    sheet_undo(import_id=run.id, actor=ACTOR)
    latest = Bom.objects.filter(code="BOM-S").latest("revision")
    assert [one.item.code for one in latest.by_products.all()] == ["FLUFF"]
    assert "BOM-X" in problems(checked("by_products", f"{head}BOM-X,FLUFF,1,kg,0\n"))[0][2]


def test_values_join_an_attribute_and_variants_their_family() -> None:
    whole_plant()
    started("attributes", "code,name,value,value_name\nSIZE,Size,M,\nSIZE,Size,XL,Huge\n")
    row = "SOCK-XL,Huge socks,product,pair,SOCK,SIZE=XL,9.5\n"
    started("items", f"code,name,kind,unit,family,values,sales_price\n{row}")
    variant = Item.objects.get(code="SOCK-XL")
    assert (variant.family.code, variant.name, variant.sales_price) == ("SOCK", "Huge socks", 9.5)
    assert [str(one.value) for one in variant.values.all()] == ["Size: Huge"]
    again = row.replace("=XL", "=XXL").replace("SOCK-XL", "SOCK-XXL")
    refused = checked("items", f"code,name,kind,unit,family,values,sales_price\n{again}")
    assert "SIZE=XXL" in problems(refused)[0][2]


def test_new_units_of_items_cannot_be_taken_back() -> None:
    plant = empty_plant()
    plant.item("BOX")
    run = started("conversions", "item,unit,ratio\nBOX,kg,1/3\n")
    with pytest.raises(UndoNotPossible):
        sheet_undo(import_id=run.id, actor=ACTOR)
    assert SheetImport.objects.get().state == "done"


@pytest.mark.parametrize("state", SHEET_STATES)
@pytest.mark.parametrize("verb", ["start", "undo"])
def test_every_verb_in_every_state(state: str, verb: str) -> None:
    empty_plant()
    run = checked("departments", "code,name\nA,Assembly\n")
    if state != "checked":
        sheet_start(import_id=run.id, actor=ACTOR)
    if state == "undone":
        sheet_undo(import_id=run.id, actor=ACTOR)
    service = {"start": sheet_start, "undo": sheet_undo}[verb]
    step = SHEET_LIFE.find(state, verb)
    if step is None:
        with pytest.raises(WrongState):
            service(import_id=run.id, actor=ACTOR)
    else:
        assert service(import_id=run.id, actor=ACTOR).state == step.target


def test_the_lines_of_a_dry_run_are_kept_with_it() -> None:
    empty_plant()
    run = checked("units", "category,code,name,symbol,ratio\nmass,q,Quintal,q,100\n")
    assert SheetLine.objects.get(run=run).fate == "new"
    assert not Unit.objects.filter(code="q").exists()
