"""Recipes on the pages: a table of lines is filled in, refused at its cells, revised, compared."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from runwright.engineering.models import Bom, Routing
from runwright.engineering.selectors import bom_get
from runwright.engineering.services import OperationDraft
from runwright.kernel.files import LARGEST
from runwright.people.services import user_create
from tests.engineering.recipes import bom, line, value_of
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    plant = empty_plant()
    plant.item("BIKE", kind="product", supply="make")
    plant.item("WHEEL", kind="part", supply="make", standard_cost=D(20))
    plant.item("BELL", standard_cost=D(3))
    plant.item("GLUE", "kg", standard_cost=D(10))
    return plant


@pytest.fixture
def engineer(plant: Plant) -> Client:
    user = user_create(
        username="eva", full_name="Eva", roles=frozenset({"process_engineer"}), actor=plant.actor
    )
    browser = Client()
    browser.force_login(user)
    return browser


COLUMNS = ("item", "quantity", "unit", "waste", "waste_share", "fixed", "multiple", "step", "mode",
           "phantom", "only_for", "substitutes")  # fmt: skip


def filled(*rows: dict[str, str], **head: str) -> dict[str, object]:
    """What a browser sends for a table of lines."""
    lines = {f"lines.{c}": [row.get(c, "") for row in rows] for c in COLUMNS}
    return {"quantity": "1", "mode": "automatic", "routing_id": "", **head, **lines}


def test_a_bill_is_made_in_its_table(plant: Plant, engineer: Client) -> None:
    big = value_of("size", "big")
    rows = [
        {"item": "WHEEL Front wheel", "quantity": "2", "unit": "pcs", "substitutes": "BELL × 1.5"},
        {"item": "GLUE", "quantity": "0,25", "unit": "kg", "waste_share": "4", "multiple": "5",
         "only_for": "size=big", "mode": "manual", "fixed": "1"},
        {"item": "", "unit": "pcs"},
    ]  # fmt: skip
    sent = filled(*rows, item="BIKE", code="B-1")
    sent |= {"by_products.item": ["BELL"], "by_products.quantity": ["1"],
             "by_products.unit": ["pcs"], "by_products.share": ["10"]}  # fmt: skip
    answer = engineer.post("/boms/new", sent)
    assert answer.status_code == 302, answer.content.decode()
    made = bom_get(bom_id=Bom.objects.get(code="B-1").id, actor=plant.actor)
    wheel, glue = made.lines.all()
    (spare,) = wheel.substitutes.all()
    assert (wheel.quantity, spare.item.code, spare.factor) == (2, "BELL", D("1.5"))
    assert (glue.quantity, glue.waste_share, glue.rounding_multiple) == (D("0.25"), D("0.04"), 5)
    assert (glue.mode, glue.fixed_quantity, list(glue.only_for.all())) == ("manual", 1, [big])
    assert [(one.item.code, one.cost_share) for one in made.by_products.all()] == [
        ("BELL", D("0.1"))
    ]
    shown = engineer.get(f"/boms/{made.id}/edit").content.decode()
    assert 'value="BELL × 1.5"' in shown
    assert 'value="size=big"' in shown


def test_what_cannot_be_is_told_at_its_cell(plant: Plant, engineer: Client) -> None:
    rows = [
        {"item": "WHEEL", "quantity": "much", "unit": "pcs"},
        {"item": "NOTHING", "quantity": "1", "unit": "pcs"},
        {"item": "GLUE", "quantity": "1", "unit": "kg", "only_for": "size=huge"},
    ]
    answer = engineer.post("/boms/new", filled(*rows, item="BIKE"))
    told = answer.content.decode()
    assert answer.status_code == 422
    for words in ("much is not a number", "There is no item NOTHING", "no value size=huge"):
        assert words in told
    refused = [{"item": "GLUE", "quantity": "1", "unit": "pcs"}]
    answer = engineer.post("/boms/new", filled(*refused, item="BIKE"))
    assert "GLUE is counted in kg" in answer.content.decode()
    assert not Bom.objects.exists()


def test_the_preview_tells_cost_and_faults_and_keeps_nothing(
    plant: Plant, engineer: Client
) -> None:
    rows = [{"item": "BELL", "quantity": "2", "unit": "pcs"}]
    told = engineer.post("/boms/new/preview", filled(*rows, item="BIKE")).content.decode()
    assert "6.00" in told
    cycle = [*rows, {"item": "BIKE", "quantity": "1", "unit": "pcs"}]
    told = engineer.post("/boms/new/preview", filled(*cycle, item="BIKE")).content.decode()
    assert "BIKE → BIKE" in told
    misfit = [*rows, {"item": "GLUE", "quantity": "1", "unit": "pcs"}]
    told = engineer.post("/boms/new/preview", filled(*misfit, item="BIKE")).content.decode()
    assert 'data-blames="lines" data-row="1" data-cell="unit"' in told
    assert not Bom.objects.exists()


def test_a_bill_is_edited_validated_revised_and_compared(plant: Plant, engineer: Client) -> None:
    record = bom(plant, "BIKE", line(plant, "WHEEL", "2"), line(plant, "BELL"))
    rows = [{"item": "WHEEL", "quantity": "3", "unit": "pcs"}]
    assert engineer.post(f"/boms/{record.id}/edit", filled(*rows)).status_code == 302
    assert engineer.post(f"/boms/{record.id}/validation").status_code == 302
    assert engineer.post(f"/boms/{record.id}/edit", filled(*rows)).status_code in (409, 422)
    assert engineer.post(f"/boms/{record.id}/revision").status_code == 302
    second = Bom.objects.get(code=record.code, revision=2)
    rows = [{"item": "WHEEL", "quantity": "2", "unit": "pcs"}, {"item": "BELL", "quantity": "1",
             "unit": "pcs"}]  # fmt: skip
    assert engineer.post(f"/boms/{second.id}/edit", filled(*rows)).status_code == 302
    told = engineer.get(f"/boms/{second.id}/comparison/{record.id}").content.decode()
    for words in ("3 pcs", "2 pcs", "added", "BELL"):
        assert words in told
    assert engineer.post(f"/boms/{second.id}/removal").status_code == 302
    assert not Bom.objects.filter(id=second.id).exists()


def test_the_pages_beside_a_bill(plant: Plant, engineer: Client) -> None:
    bom(plant, "WHEEL", line(plant, "SPOKE", "36"))
    record = bom(plant, "BIKE", line(plant, "WHEEL", "2"), line(plant, "BELL"))
    plant.receive("SPOKE", D(100))
    plant.receive("BELL", D(5))
    told = engineer.get(f"/boms/{record.id}/explosion?quantity=3").content.decode()
    assert "216" in told
    assert "3 rows when all are open" in told
    rows = engineer.get(f"/boms/{record.id}/explosion/rows?path=0&quantity=3").content.decode()
    assert "SPOKE" in rows
    assert engineer.get(f"/boms/{record.id}/explosion/rows?path=7").status_code == 404
    assert "SPOKE has no cost" in engineer.get(f"/boms/{record.id}/roll-up").content.decode()
    assert "What stops one more" in engineer.get(f"/boms/{record.id}/buildable").content.decode()
    uses = engineer.get(f"/items/{plant.items['SPOKE'].id}/uses").content.decode()
    assert "BIKE" in uses
    found = engineer.get("/items/suggestions?q=whe").content.decode()
    assert '<option value="WHEEL">' in found
    for path in ("/boms", "/routings", f"/boms/{record.id}", "/boms/new"):
        assert engineer.get(path).status_code == 200
    assert not Routing.objects.exists()


OPERATION = ("name", "centre", "alternatives", "setup", "cycle", "units", "cleanup", "crew", "loss",
             "overlap", "transfer", "follows", "external", "supplier", "days", "price",
             "instructions", "id")  # fmt: skip


def operations(*rows: dict[str, str], **head: str) -> dict[str, object]:
    blank = {"units": "1", "crew": "1", "transfer": "1"}
    told = {f"operations.{c}": [(blank | row).get(c, "") for row in rows] for c in OPERATION}
    return {"name": "Make", **head, **told}


def test_a_routing_is_made_and_changed_in_its_table(plant: Plant, engineer: Client) -> None:
    for code in ("WELD", "SPRAY"):
        plant.centre(code, machines=0)
    rows = [
        {"name": "Frame", "centre": "WELD", "setup": "15", "cycle": "2,5", "alternatives": "SPRAY"},
        {"name": "Paint", "centre": "SPRAY", "loss": "2", "overlap": "yes", "follows": "start"},
        {"name": "Join", "centre": "WELD", "follows": "10, 20", "instructions": "Gently."},
    ]
    own = {f"own_times.{name}": [""] for name in ("setup", "cleanup")}
    own |= {"own_times.item": ["BELL"], "own_times.step": ["20"]}
    own |= {"own_times.cycle": ["7"], "own_times.units": ["1"]}
    assert engineer.post("/routings/new", operations(*rows, item="BIKE") | own).status_code == 302
    made = Routing.objects.get()
    frame, paint, join = made.operations.all()
    assert (frame.cycle_minutes, paint.loss, paint.starts_branch) == (D("2.5"), D("0.02"), True)
    assert [o.sequence for o in join.follows.all()] == [10, 20]
    assert [t.cycle_minutes for t in paint.own_times.all()] == [7]
    shown = engineer.get(f"/routings/{made.id}/edit").content.decode()
    assert 'value="10, 20"' in shown
    again = [rows[0] | {"id": str(frame.id)}, rows[1] | {"id": str(paint.id), "follows": ""}]
    assert engineer.post(f"/routings/{made.id}/edit", operations(*again)).status_code == 302
    assert [o.id for o in made.operations.all()] == [frame.id, paint.id]
    wrong = [rows[0] | {"crew": "0"}, {"name": "X", "centre": "NONE"}, rows[1] | {"follows": "90"}]
    told = engineer.post("/routings/new", operations(*wrong, item="BIKE"))
    assert told.status_code == 422
    assert "There is no work centre NONE" in told.content.decode()
    alone = [rows[0], rows[1]]
    told = engineer.post("/routings/new", operations(*alone, item="BIKE")).content.decode()
    assert "Nothing follows Frame" in told
    assert engineer.post(f"/routings/{made.id}/version").status_code == 302
    assert Routing.objects.filter(code=made.code).count() == 2


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def test_pictures_and_papers_of_an_operation(plant: Plant, engineer: Client) -> None:
    step = OperationDraft("Weld", plant.centre("WELD", machines=0).id)
    routing = plant.routing("BIKE", step)
    operation = routing.operations.get()
    path = f"/routings/{routing.id}/operations/{operation.id}/attachments"

    def send(name: str, content: bytes) -> int:
        return engineer.post(path, {"file": SimpleUploadedFile(name, content)}).status_code

    assert send("seam.png", PNG) == 302
    assert send("page.html", b"<html><script>alert(1)</script>") == 422
    assert send("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>") == 422
    assert send("big.pdf", b"%PDF-" + b"0" * LARGEST) == 422
    kept = operation.attachments.get()
    answer = engineer.get(f"/attachments/{kept.id}")
    assert (answer["Content-Type"], answer.content) == ("image/png", PNG)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Client().get(f"/attachments/{kept.id}").status_code == 302
    assert f"/attachments/{kept.id}" in engineer.get(f"/routings/{routing.id}").content.decode()
    assert engineer.post(f"/routings/{routing.id}/attachments/{kept.id}/removal").status_code == 302
    assert not operation.attachments.exists()
