"""A plant with one of everything, and spreadsheets as texts and as files."""

import csv
import io
from datetime import date, time
from typing import Any

from runwright.catalog.services import (
    ValueDraft,
    attribute_create,
    conversion_set,
    variants_create,
)
from runwright.engineering.services import (
    BomDraft,
    ByProductDraft,
    LineDraft,
    OperationDraft,
    SubstituteDraft,
    bom_create,
    bom_validate,
    routing_create,
)
from runwright.imports.models import SheetImport
from runwright.imports.selectors import sheet_export
from runwright.imports.services import sheet_upload
from runwright.partners.services import customer_create, supplier_create
from runwright.people.actor import Actor, system_actor
from runwright.people.services import operator_update, user_create
from runwright.purchasing.services import Terms, supplier_item_set
from runwright.resources.models import Station
from runwright.resources.services import (
    WeeklyBreak,
    WeeklyShift,
    department_create,
    department_update,
    qualifications_set,
    schedule_create,
    schedule_exception_add,
    station_create,
    work_centre_update,
)
from runwright.stock.selectors import storage_places
from runwright.stock.services import stock_receive
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant, empty_plant

ACTOR: Actor = system_actor("tests")


def whole_plant() -> Plant:
    """A plant with at least one record of every kind of spreadsheet, some of them awkward."""
    plant = empty_plant()
    _resources(plant)
    customer_create(code="C-1", name='=Shop, "Anna"', email="a@b.ro", actor=ACTOR)
    supplier = supplier_create(code="S-1", name="Yarn\nHouse".replace("\n", " "), actor=ACTOR)
    _recipes(plant, supplier.id)
    terms = Terms(price=D("3.95"), lead_time_days=5, multiple=D("0.5"), is_preferred=True)
    supplier_item_set(
        supplier_id=supplier.id, item_id=plant.items["YARN"].id, terms=terms, actor=ACTOR
    )
    place = storage_places(actor=ACTOR)[0]
    for code, lot in (("BOX", ""), ("DYE", "L-7")):
        stock_receive(
            item_id=plant.items[code].id, place_id=place.id, quantity=D(12), unit_cost=D("0.5"),
            lot_number=lot, actor=ACTOR,
        )  # fmt: skip
    return plant


def _resources(plant: Plant) -> None:
    first = WeeklyShift("I", range(5), time(6), time(14), (WeeklyBreak(time(10), time(10, 15)),))
    night = WeeklyShift("Night", range(4), time(22), time(6))
    schedule = schedule_create(name="Two shifts", shifts=[first, night], actor=ACTOR)
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 1)}
    schedule_exception_add(
        schedule_id=schedule.id, kind="holiday", name="National Day", actor=ACTOR, **days
    )
    schedule_exception_add(
        schedule_id=schedule.id, kind="overtime", name="Rush", starts=time(6), ends=time(12),
        first_day=date(2026, 12, 5), last_day=date(2026, 12, 5), actor=ACTOR,
    )  # fmt: skip
    department = department_create(code="KN", name="Knitting", labour_rate=D("18.5"), actor=ACTOR)
    station_create(
        name="Knit in", type="init", department_id=department.id, is_material_checked=True,
        label_size="1x3", actor=ACTOR,
    )  # fmt: skip
    knit = plant.centre(
        "KNIT", department_id=department.id, schedule_id=schedule.id, efficiency=D("0.85"),
        cost_per_hour=D("12.25"), oee_target=D("0.8"),
    )  # fmt: skip
    hand = plant.centre("AHAND", machines=0, lanes=3)
    work_centre_update(work_centre_id=hand.id, alternative_ids=[knit.id], actor=ACTOR)
    work_centre_update(work_centre_id=knit.id, alternative_ids=[hand.id], actor=ACTOR)
    ana = plant.operator("ana")
    user = user_create(username="ana", full_name="Ana", roles=frozenset({"operator"}), actor=ACTOR)
    operator_update(operator_id=ana.id, badge="007", user_id=user.id, actor=ACTOR)
    qualifications_set(operator_id=ana.id, work_centre_ids=[knit.id, hand.id], actor=ACTOR)
    department_update(department_id=department.id, operator_ids=[ana.id], actor=ACTOR)


def _variants(plant: Plant) -> list[int]:
    """Socks in two sizes; the key of the larger one's value."""
    size = attribute_create(
        code="SIZE", name="Size", values=[ValueDraft("M", "Medium"), ValueDraft("L", "Large")],
        actor=ACTOR,
    )  # fmt: skip
    ids = [value.id for value in size.values.all()]
    variants_create(family_id=plant.items["SOCK"].id, value_ids=ids, actor=ACTOR)
    return ids[1:]


def _recipes(plant: Plant, supplier_id: int) -> None:
    plant.item("SOCK", "pair", kind="product", supply="make", sales_price=D("4.2"))
    plant.item("WOOL", "kg", resolution=D("0.001"))
    plant.item("FLUFF", "kg", resolution=D("0.001"), lot_rule="multiple", lot_size=D(5))
    plant.item("DYEING", kind="service")
    large = _variants(plant)
    plant.item("YARN", "kg", standard_cost=D(4), resolution=D("0.001"))
    plant.item("BOX", safety_stock=D(10), lead_time_days=3, barcode="-5901234")
    plant.item("DYE", "L", tracking="lot", seconds_value_factor=D("0.5"))
    conversion_set(
        item_id=plant.items["YARN"].id, unit_id=unit_by_code(code="pcs").id, numerator=1,
        denominator=3, actor=ACTOR,
    )  # fmt: skip
    knit, hand = plant.centres["KNIT"].id, plant.centres["AHAND"].id
    operations = [
        OperationDraft(
            "Knit",
            knit,
            D(30),
            D("1.2"),
            alternative_ids=(hand,),
            may_overlap=True,
            station_ids=[Station.objects.get(name="Knit in").id],
        ),
        OperationDraft(
            "Dye",
            hand,
            is_external=True,
            supplier_id=supplier_id,
            lead_time_days=4,
            service_id=plant.items["DYEING"].id,
            unit_price=D("0.12"),
        ),
        OperationDraft("Pack", hand, cycle_minutes=D("0.5"), loss=D("0.02"), crew=D("0.5")),
    ]
    sock = plant.items["SOCK"].id
    routing = routing_create(
        item_id=sock, name="Socks", operations=operations, code="RT-S", actor=ACTOR
    )
    wool = [SubstituteDraft(plant.items["WOOL"].id, D("1.5")),
            SubstituteDraft(plant.items["FLUFF"].id, priority=2)]  # fmt: skip
    lines = [
        _line(plant, "YARN", "kg", "5", waste_share=D("0.05"), step=10, substitutes=wool),
        _line(plant, "YARN", "kg", "1", step=10, only_for=large),
        _line(plant, "BOX", "pcs", "1", step=30, mode="manual", fixed_quantity=D(1)),
    ]
    kg = unit_by_code(code="kg").id
    fluff = [ByProductDraft(plant.items["FLUFF"].id, kg, D("0.1"), D("0.02"))]
    draft = BomDraft(sock, D(12), lines, routing_id=routing.id, code="BOM-S", by_products=fluff)
    bom_validate(bom_id=bom_create(draft=draft, actor=ACTOR).id, actor=ACTOR)


def _line(plant: Plant, item: str, unit: str, quantity: str, **fields: Any) -> LineDraft:
    return LineDraft(plant.items[item].id, unit_by_code(code=unit).id, D(quantity), **fields)


def exported(kind: str, format: str = "csv") -> bytes:
    """Everything there is of a kind, as a file."""
    return b"".join(sheet_export(kind=kind, format=format, actor=ACTOR).chunks)


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def file_of(rows: list[list[str]]) -> bytes:
    """A CSV file of these rows."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def checked(kind: str, content: bytes | str, name: str = "file.csv") -> SheetImport:
    """The dry run of a file."""
    data = content.encode() if isinstance(content, str) else content
    return sheet_upload(kind=kind, name=name, content=[data], actor=ACTOR)


def counts(run: SheetImport) -> tuple[int, int, int, int]:
    """New, changed, unchanged, refused."""
    return run.new, run.changed, run.unchanged, run.refused
