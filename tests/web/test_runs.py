"""Runs, batches, their flow and their trace through the pages."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from runwright.partners.services import customer_create
from runwright.production.models import Batch, BatchHold, BatchLink, Order, Run
from runwright.production.services.runs.releases import RunRow, run_create
from runwright.reports.doctor import examine
from runwright.sales.services import SalesLineDraft, SalesOrderDraft, sales_order_create
from runwright.stock.models import Lot, LotHold
from tests.stories.plant import D
from tests.web.floor import Floor, floor_open, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def floor(once: None) -> Floor:
    return floor_open()


@pytest.fixture
def manager(floor: Floor) -> Client:
    return signed_in(floor.manager)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: object) -> str:
    """The words of a page without its tags, blanks in ones."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"[\s  ]+", " ", plain.replace("&nbsp;", " "))


def sheets_of(answer: object) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_list_and_the_page_of_a_run_say_how_far_it_is(floor: Floor, manager: Client) -> None:
    listed = text_of(manager.get("/runs"))
    assert floor.run.number in listed
    assert floor.order.item.code in listed
    said = text_of(manager.get(f"/runs/{floor.run.id}"))
    assert "Scanned · 100 % 3 / 3" in said
    assert "Finished · 33 % 1 / 3" in said
    assert floor.knitted.code in said


def test_moves_lead_to_the_order_or_batch_they_name(floor: Floor, manager: Client) -> None:
    said = manager.get("/stock/moves").content.decode()
    assert f'<a href="/search?q={floor.order.number}">{floor.order.number}' in said
    assert manager.get(f"/search?q={floor.order.number}").url == f"/orders/{floor.order.id}"
    assert "search?q=None" not in said


def test_the_costs_of_an_order_say_their_units(floor: Floor, manager: Client) -> None:
    said = text_of(manager.get(f"/orders/{floor.order.id}/costs"))
    assert "What it is made of" in said
    assert " kg " in said
    assert "/ kg" in said


def test_a_run_is_finished_when_all_that_came_of_it_is_closed(
    floor: Floor, manager: Client
) -> None:
    Batch.objects.filter(order=floor.order, state="scanned").exclude(id=floor.knitted.id).update(
        state="closed", ending="by_hand"
    )
    assert "Finished · 67 % 2 / 3" in text_of(manager.get(f"/runs/{floor.run.id}"))


def test_the_page_of_a_batch_tells_its_scans_and_its_lots(floor: Floor, manager: Client) -> None:
    page = manager.get(f"/batches/{floor.sorted.id}")
    said = text_of(page)
    assert "Batch sorted Inspect" in said and "Batches merged Pack" in said
    source = BatchLink.objects.get(result=floor.sorted).source
    assert f"From {source.code} 55 pair" in said
    assert "Lots used Y1" in text_of(manager.get(f"/batches/{source.id}"))
    assert manager.get(f"/batches/{floor.sorted.id}/panel").status_code == 200


def test_a_batch_is_held_released_and_written_about(floor: Floor, manager: Client) -> None:
    home = f"/batches/{floor.knitted.id}"
    assert manager.post(f"{home}/hold", {"reason": "loose threads"}).status_code == 302
    assert "On hold by Elena: loose threads" in text_of(manager.get(home))
    assert manager.post(f"{home}/release", {"reason": ""}).status_code == 302
    assert not BatchHold.objects.filter(batch=floor.knitted, released_at=None).exists()
    assert manager.post(f"{home}/notes", {"text": "threads cut"}).status_code == 302
    assert "threads cut" in text_of(manager.get(home))
    assert manager.post(f"{home}/jump").status_code == 404


def test_batches_are_counted_where_they_wait(floor: Floor, manager: Client) -> None:
    said = text_of(manager.get("/batches/waiting"))
    assert re.search(r"Inspect SOCK INSPECT – 2 0 90 pair", said), said


def test_the_order_says_that_batches_and_work_orders_agree(floor: Floor, manager: Client) -> None:
    home = f"/orders/{floor.order.id}/batches"
    assert "They agree to the piece" in text_of(manager.get(home))
    Batch.objects.filter(id=floor.knitted.id).update(firsts=D(59))
    said = text_of(manager.get(home))
    assert "They differ" in said and "-1 pair" in said.replace("−", "-")


def test_an_order_is_released_in_lots(floor: Floor, manager: Client) -> None:
    order = floor.mill.plant.order("SOCK", D(370))
    home = f"/orders/{order.id}/releasing"
    assert "Release in lots" in text_of(manager.get(f"/orders/{order.id}/batches"))
    told = text_of(manager.post(f"{home}/preview", {"lot": "60"}))
    assert "370 pair = 6 × 60 pair + 10 pair" in told
    assert "7 batches with a label each" in told
    assert manager.get(home).status_code == 200
    assert manager.post(home, {"lot": "60"}).status_code == 302
    sizes = sorted(Batch.objects.filter(order=order).values_list("firsts", flat=True))
    assert sizes == [D(10), *[D(60)] * 6]
    assert manager.post(home, {"lot": "60"}).status_code == 422


def test_a_run_is_made_by_hand_and_deleted(floor: Floor, manager: Client) -> None:
    assert manager.get("/runs/new").status_code == 200
    written = {"rows.item": ["SOCK", "NOPE"], "rows.quantity": ["40", "1"], "rows.unit": ["", ""],
               "rows.batches": ["3", "1"], "rows.machines": ["KNIT-1", ""]}  # fmt: skip
    told = text_of(manager.post("/runs/new/preview", written))
    assert "120 pair" in told and "There is no item NOPE" in told
    assert manager.post("/runs/new", written).status_code == 422
    right = {name: values[:1] for name, values in written.items()}
    assert manager.post("/runs/new", right | {"note": "by hand"}).status_code == 302
    run = Run.objects.get(note="by hand")
    batch = run.batches.first()
    assert (run.batches.count(), batch.firsts) == (3, D(40))
    assert [machine.code for machine in batch.machines.all()] == ["KNIT-1"]
    assert manager.post(f"/batches/{batch.id}/deletion").status_code == 302
    assert manager.post(f"/runs/{run.id}/deletion", {"reason": "no"}).status_code == 302
    assert (fresh(run).state, fresh(batch).state) == ("cancelled", "void")
    assert "All batches" in text_of(manager.get(f"/runs/{run.id}"))


def flow_data(answer: object) -> dict:
    found = re.search(r'<script id="flow-data"[^>]*>(.*?)</script>', answer.content.decode())
    return json.loads(found[1])


def test_the_flow_of_a_run_has_every_batch_and_link(floor: Floor, manager: Client) -> None:
    data = flow_data(manager.get(f"/runs/{floor.run.id}/flow"))
    batches = Batch.objects.filter(run=floor.run)
    assert {card["codes"] for card in data["cards"]} == {b.code for b in batches}
    arrows = {(a["source"], a["target"]): a["quantity"] for a in data["arrows"]}
    links = BatchLink.objects.filter(result__run=floor.run)
    assert arrows == {(f"b{k.source_id}", f"b{k.result_id}"): f"{k.quantity:.0f} pair"
                      for k in links}  # fmt: skip
    spots = {(card["x"], card["y"]) for card in data["cards"]}
    assert len(spots) == len(data["cards"])
    together = flow_data(manager.get(f"/runs/{floor.run.id}/flow?collapsed=yes"))
    knit = next(card for card in together["cards"] if card["stands"] == "Knit")
    assert (knit["count"], knit["firsts"], knit["waste"]) == (3, "180", "2")
    apart = manager.get(f"/runs/{floor.run.id}/flow?collapsed=yes&open={knit['key']}&data=yes")
    assert len(apart.json()["cards"]) == len(together["cards"]) + 2


def test_the_flow_around_a_batch_goes_as_far_as_asked(floor: Floor, manager: Client) -> None:
    home = f"/batches/{floor.boxed.id}/flow"
    near = flow_data(manager.get(f"{home}?levels=1"))
    assert near["chosen"] == f"b{floor.boxed.id}" and len(near["cards"]) == 3
    assert {card["before"] for card in near["cards"]} == {0, 1}
    assert len(flow_data(manager.get(home))["cards"]) == 5
    assert manager.get(f"{home}?levels=9").status_code == 422


def test_the_workbook_holds_the_same_batches_links_and_lots(floor: Floor, manager: Client) -> None:
    sheets = sheets_of(manager.get(f"/runs/{floor.run.id}/flow.xlsx"))
    assert list(sheets) == ["Batches", "Links", "Lots"]
    head, *rows = sheets["Batches"]
    at = {name: head.index(name) for name in ("Batch", "Firsts", "Waste", "Stands at")}
    shown = {row[at["Batch"]]: (row[at["Firsts"]], row[at["Stands at"]]) for row in rows}
    batches = Batch.objects.filter(run=floor.run).select_related("stands_at")
    assert shown == {b.code: (float(b.firsts), b.stands_at.name) for b in batches}
    links = BatchLink.objects.filter(result__run=floor.run).select_related("source", "result")
    assert sorted(tuple(row[:4]) for row in sheets["Links"][1:]) == sorted(
        (k.source.code, k.result.code, k.get_grade_display(), float(k.quantity)) for k in links
    )
    used = [row for row in sheets["Lots"][1:] if row[1] == "Used" and row[3] == "YARN"]
    assert sum(row[4] for row in used) == 78.75
    one = sheets_of(manager.get(f"/batches/{floor.boxed.id}/flow.xlsx"))
    assert len(one["Batches"]) == 1 + 5


def test_a_suppliers_lot_is_traced_and_held(floor: Floor, manager: Client) -> None:
    lot = Lot.objects.get(number="Y2")
    said = text_of(manager.get("/supplier-lots/SPIN-77/trace"))
    assert floor.knitted.code in said and floor.order.number in said
    assert "Used in" in text_of(manager.get(f"/lots/{lot.id}/trace"))
    lines = b"".join(manager.get(f"/lots/{lot.id}/trace?format=csv").streaming_content)
    codes = {row[2] for row in csv.reader(io.StringIO(lines.decode("utf-8-sig")))}
    assert {floor.knitted.code, "Y2"} <= codes
    sheets = sheets_of(manager.get("/supplier-lots/SPIN-77/trace?format=xlsx"))
    assert floor.knitted.code in {row[1] for row in sheets["Batches"]}
    assert manager.post("/supplier-lots/SPIN-77/trace/hold", {"reason": ""}).status_code == 422
    assert not LotHold.objects.exists()
    held = manager.post("/supplier-lots/SPIN-77/trace/hold", {"reason": "moths"})
    assert held.status_code == 302
    assert BatchHold.objects.filter(batch=floor.knitted, released_at=None).exists()
    assert LotHold.objects.filter(lot=lot, released_at=None).exists()


def test_a_batch_is_traced_back_to_its_yarn(floor: Floor, manager: Client) -> None:
    said = text_of(manager.get(f"/batches/{floor.boxed.id}/trace"))
    back = said[said.index("Where it came from") :]
    assert "Y1" in back and floor.knitted.code not in said
    assert manager.get("/lots/999999/trace").status_code == 404


def test_an_operator_sees_but_does_not_release(floor: Floor) -> None:
    operator = signed_in(floor.operator)
    assert operator.get(f"/runs/{floor.run.id}").status_code == 200
    assert operator.post("/runs/new", {"rows.item": ["SOCK"], "rows.quantity": ["1"],
                                       "rows.batches": ["1"]}).status_code == 403  # fmt: skip
    assert operator.post(f"/runs/{floor.run.id}/deletion").status_code == 403


def test_nothing_was_lost_by_looking(floor: Floor) -> None:
    assert Order.objects.filter(id=floor.order.id).exists()
    assert [str(complaint) for complaint in examine()] == []


def test_the_run_of_an_estimate_is_previewed_and_made_once(floor: Floor, manager: Client) -> None:
    actor = floor.mill.plant.actor
    customer = customer_create(code="EST", name="Outdoor shop", actor=actor)
    line = SalesLineDraft(floor.mill.plant.items["SOCK"].id, D(600))
    draft = SalesOrderDraft(customer_id=customer.id, lines=(line,))
    sale = sales_order_create(draft=draft, actor=actor)
    assert "Generate a run" in text_of(manager.get(f"/sales-orders/{sale.id}"))
    page = f"/sales-orders/{sale.id}/run"
    assert "SOCK" in text_of(manager.get(page))
    answer = manager.post(page)
    assert answer.status_code == 302, text_of(answer)
    (run,) = Run.objects.filter(sales_order=sale)
    assert run.number in text_of(manager.get(f"/sales-orders/{sale.id}"))
    assert manager.post(page).status_code == 409


def test_a_label_in_the_search_opens_its_batch(floor: Floor, manager: Client) -> None:
    for typed in (floor.knitted.code, f"rw-{floor.knitted.code.lower()}"):
        answer = manager.get("/search", {"q": typed})
        assert (answer.status_code, answer["Location"]) == (302, f"/batches/{floor.knitted.id}")
    assert floor.run.number in text_of(manager.get("/search", {"q": "RUN-"}, follow=True))


def test_a_lot_is_found_by_the_suppliers_number(floor: Floor, manager: Client) -> None:
    lot = Lot.objects.get(supplier_lot="SPIN-77")
    answer = manager.get("/search?q=SPIN-77")
    assert (answer.status_code, answer.url) == (302, f"/lots/{lot.id}")


def test_nothing_remains_in_a_finished_batch(floor: Floor, manager: Client) -> None:
    page = text_of(manager.get(f"/batches/{floor.boxed.id}"))
    assert "received 85 pair" in page and "Remains" not in page
    assert "Remains" in text_of(manager.get(f"/batches/{floor.knitted.id}"))


def test_batches_are_added_to_an_open_run_on_its_page(floor: Floor, manager: Client) -> None:
    written = {"rows.item": ["SOCK"], "rows.quantity": ["12"], "rows.unit": [""],
               "rows.batches": ["2"], "rows.machines": [""]}  # fmt: skip
    run = run_create(rows=[RunRow(floor.order.item_id, D(60))], actor=floor.mill.plant.actor)
    assert "Add batches" in text_of(manager.get(f"/runs/{run.id}"))
    assert manager.get(f"/runs/{run.id}/batches").status_code == 200
    assert manager.post(f"/runs/{run.id}/batches", written).status_code == 302
    assert sorted(run.batches.values_list("firsts", flat=True)) == [D(12), D(12), D(60)]
    refused = manager.post(f"/runs/{floor.run.id}/batches", written)
    assert refused.status_code == 409 and "takes no more batches" in text_of(refused)
    assert "Add batches" not in text_of(manager.get(f"/runs/{floor.run.id}"))


def test_batches_of_a_cancelled_order_go_on_in_another(floor: Floor, manager: Client) -> None:
    order, (batch,) = floor.mill.released(D(60), D(60))
    floor.mill.scan("Knit in", batch)
    assert f"go on in {floor.order.number}" in text_of(manager.get(f"/orders/{order.id}"))
    given = {"reason": "customer gone", "home": floor.order.id}
    assert manager.post(f"/orders/{order.id}/cancellation", given).status_code == 302
    moved = Batch.objects.latest("id")
    assert (moved.order, moved.firsts, fresh(order).state) == (floor.order, D(60), "cancelled")
