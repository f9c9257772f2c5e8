"""What a record says may be done with it: every verb is taken, or refused for exactly the reasons
it gave, and what it does not offer is refused."""

from datetime import timedelta

import pytest
from django.db import transaction

import runwright.api.v1  # noqa: F401 - the endpoints are loaded
from runwright.api.verbs import PLACES, Lively
from runwright.engineering.states import BOM_LIFE
from runwright.imports import states as imports
from runwright.imports.services import import_run
from runwright.integrations import states as integrations
from runwright.integrations.models import Endpoint, Message
from runwright.journal.clock import now
from runwright.labels import states as labels
from runwright.labels.models import PrintJob
from runwright.production import states as production
from runwright.production.models import Batch
from runwright.stock.states import COUNT_LIFE
from runwright.tasks import states as tasks
from runwright.tasks.models import JobRun
from tests.api.conftest import SYSTEM, caller
from tests.api.mill import planned_order, sock_mill
from tests.api.test_imports import upload as log_upload
from tests.api.test_sheets import upload as sheet_upload
from tests.api.trial import LIVES, WHY, Trial
from tests.imports.lookalike import lookalike
from tests.stories.mill import scanning_mill

pytestmark = pytest.mark.django_db


def lively(kind):
    """Every schema that tells verbs."""
    for one in kind.__subclasses__():
        yield one
        yield from lively(one)


def test_every_table_is_told_and_every_verb_has_its_place():
    assert {kind.home for kind in lively(Lively) if hasattr(kind, "home")} == LIVES.keys()
    taken = {
        (home, step.verb)
        for home, (life, automatic) in LIVES.items()
        for step in life.transitions
        if step.verb not in automatic
    }
    assert taken == PLACES.keys()


def test_orders_and_their_work(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {
        ("orders", "cancel"): WHY, ("orders", "reopen"): WHY, ("orders", "unplan"): WHY,
        ("work-orders", "report"): {"firsts": "1", "with_previous": True, "accept_gain": True},
        ("work-orders", "start_timer"): {"machine_id": mill["PACK-1"]},
        ("work-orders", "book_time"): {
            "operator_id": mill["ana"],
            "started_at": (now() - timedelta(hours=2)).isoformat(),
            "ended_at": (now() - timedelta(hours=1)).isoformat(),
        },
        ("work-orders", "assign"): {"operator_ids": [mill["ana"]]},
        ("work-orders", "decide"): {"outcome": "release", "quantity": "1"},
        ("work-orders", "finish_short"): WHY,
        ("work-orders", "change_plan"): WHY, ("work-orders", "remove"): WHY,
        ("work-orders", "correct_time"): WHY | {
            "operator_id": mill["ana"],
            "started_at": (now() - timedelta(hours=2)).isoformat(),
            "ended_at": (now() - timedelta(hours=1)).isoformat(),
        },
    })  # fmt: skip
    states = []
    short = admin.made("/orders", {"item_id": mill["SOCK"], "quantity": "1200"})
    states.append(trial("orders", short["id"]))
    admin.made(f"/orders/{short['id']}/confirmation")
    states.append(trial("orders", short["id"]))
    admin.made(f"/orders/{short['id']}/cancellation", WHY)
    states.append(trial("orders", short["id"]))

    small = admin.made("/orders", {"item_id": mill["SOCK"], "quantity": "12"})
    admin.made(f"/orders/{small['id']}/confirmation")
    states.append(trial("orders", small["id"]))
    admin.made(f"/orders/{small['id']}/cancellation", WHY)

    order = planned_order(mill)
    works = [mill[name] for name in ("Knit", "Inspect", "Pack")]
    states.append(trial("orders", order["id"]))
    for work in works:
        trial("work-orders", work)
    admin.made(f"/work-orders/{works[0]}/reports", {"firsts": "110", "held": "10"})
    states.append(trial("orders", order["id"]))
    timer = admin.made(f"/work-orders/{works[0]}/timers", {"operator_id": mill["ana"]})
    for work in works:
        trial("work-orders", work)
    trial("orders", order["id"])
    admin.made(f"/timers/{timer['id']}/stop")
    admin.made(f"/work-orders/{works[0]}/decisions", {"outcome": "release", "quantity": "10"})
    for work in works[1:]:
        admin.made(f"/work-orders/{work}/reports", {"firsts": "120"})
    states.append(trial("orders", order["id"]))
    trial("work-orders", works[2])
    admin.made(f"/orders/{order['id']}/finish")
    states.append(trial("orders", order["id"]))
    trial("work-orders", works[2])
    assert set(states) == set(production.ORDER_STATES)
    trial.complete("orders", "work-orders")


def test_runs_and_their_batches():
    mill = scanning_mill()
    manager = caller("administrator")
    rows = [{"item_id": mill.plant.items["SOCK"].id, "quantity": "12", "batches": 1}]
    trial = Trial(manager, {
        ("runs", "extend"): {"rows": rows}, ("runs", "delete"): WHY,
        ("batches", "hold"): WHY, ("batches", "close"): WHY, ("batches", "delete"): WHY,
        ("batches", "unhold"): WHY,
    })  # fmt: skip
    run = manager.made("/runs", {"rows": [{**rows[0], "batches": 2}]})
    one, two = Batch.objects.filter(run=run["id"]).order_by("id")
    states = [trial("runs", run["id"]), trial("batches", one.id)]
    manager.made(f"/batches/{one.id}/hold", WHY)
    trial("batches", one.id)
    manager.made(f"/batches/{one.id}/release", WHY)
    mill.scan("Knit in", one)
    states += [trial("runs", run["id"]), trial("batches", one.id)]
    manager.made(f"/batches/{one.id}/closing", WHY)
    states.append(trial("batches", one.id))
    manager.made(f"/batches/{two.id}/deletion", WHY)
    states += [trial("runs", run["id"]), trial("batches", two.id)]
    gone = manager.made("/runs", {"rows": rows})
    manager.made(f"/runs/{gone['id']}/deletion", WHY)
    states.append(trial("runs", gone["id"]))
    assert set(states) == {*production.RUN_STATES, *production.BATCH_STATES}
    trial.complete("runs", "batches")


def test_bills_of_materials(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {("boms", "edit"): {"quantity": "6"}, ("boms", "remove"): WHY})
    states = [trial("boms", mill["bom"])]
    draft = admin.made(f"/boms/{mill['bom']}/revisions")["id"]
    states.append(trial("boms", draft))
    order = {"item_id": mill["SOCK"], "quantity": "12", "bom_id": draft}
    made = admin.made("/orders", order)
    admin.made(f"/orders/{made['id']}/confirmation")
    trial("boms", draft)
    admin.made(f"/boms/{draft}/archival")
    states.append(trial("boms", draft))
    assert set(states) == set(BOM_LIFE.states)
    trial.complete("boms")


def test_counts(admin):
    mill = sock_mill(admin)
    yarn = {"warehouse_id": mill["MAIN"], "item_ids": [mill["YARN"]]}
    count = admin.made("/counts", yarn)
    lines = {line["item"]["code"]: line["id"] for line in count["lines"]}
    entries = {"entries": [{"line_id": lines["YARN"], "counted": "59"}]}
    trial = Trial(admin, {("counts", "enter"): entries, ("counts", "post"): WHY})
    states = [trial("counts", count["id"])]
    admin.made(f"/counts/{count['id']}/entries", entries)
    states.append(trial("counts", count["id"]))
    more = {"item_id": mill["YARN"], "place_id": mill["shelf"], "quantity": "1"}
    with transaction.atomic():
        admin.made("/stock/receipts", {**more, "lot_number": "Y1"})
        trial("counts", count["id"])
        transaction.set_rollback(True)
    other = admin.made("/counts", {**yarn, "item_ids": [mill["BOX"]]})
    admin.made(f"/counts/{other['id']}/cancellation", WHY)
    states.append(trial("counts", other["id"]))
    admin.made(f"/counts/{count['id']}/posting", WHY)
    states.append(trial("counts", count["id"]))
    assert set(states) == set(COUNT_LIFE.states)
    trial.complete("counts")


def test_webhooks_and_their_messages(admin, settings):
    settings.WEBHOOKS_PRIVATE = True
    given = {"name": "Shop", "url": "http://127.0.0.1:9/", "events": ["item.create"]}
    hook = admin.made("/webhooks", given)["id"]
    trial = Trial(admin, {
        ("webhooks", "switch_off"): WHY, ("webhooks", "archive"): WHY,
        ("webhooks", "restore"): WHY, ("webhooks", "replay"): {"since": "2020-01-01T00:00:00Z"},
    })  # fmt: skip
    trial("webhooks", hook)
    message = admin.made(f"/webhooks/{hook}/test-messages")["id"]
    states = [trial("webhook-messages", message)]
    ended = Message.objects.filter(id=message)
    for state in ("delivered", "failed"):
        ended.update(state=state, body="{}", ended_at=now())
        states.append(trial("webhook-messages", message))
    trial("webhooks", hook)
    admin.made(f"/webhooks/{hook}/switching-off", WHY)
    trial("webhooks", hook)
    trial("webhook-messages", message)
    admin.made(f"/webhooks/{hook}/archival", WHY)
    trial("webhooks", hook)
    assert Endpoint.objects.get().state == "archived"
    assert set(states) == set(integrations.LIFE.states)
    trial.complete("webhooks", "webhook-messages")


def test_imports_of_logs(admin, tmp_path):
    log = lookalike(cases=3)
    content = log.write(tmp_path / "log.csv").read_bytes()
    run = log_upload(admin, content).json()["id"]
    trial = Trial(admin, {("imports", "undo"): WHY})
    states = [trial("imports", run)]
    admin.made(f"/imports/{run}/check")
    states.append(trial("imports", run))
    admin.made(f"/imports/{run}/start")
    states.append(trial("imports", run))
    import_run(import_id=run, actor=SYSTEM)
    states.append(trial("imports", run))
    admin.made(f"/imports/{run}/undoing", WHY)
    states.append(trial("imports", run))
    other = log_upload(admin, content).json()["id"]
    admin.made(f"/imports/{other}/cancellation")
    states.append(trial("imports", other))
    assert {"uploaded", "checked", "running", "done", "undone", "cancelled"} <= set(states)
    trial.complete("imports")


def test_imports_of_spreadsheets(admin):
    made = sheet_upload(admin, "departments", "code,name\nA,Assembly\n").json()["id"]
    trial = Trial(admin, {})
    states = [trial("sheet-imports", made)]
    admin.made(f"/sheet-imports/{made}/start")
    states.append(trial("sheet-imports", made))
    same = sheet_upload(admin, "departments", "code,name\nA,Assembly\n").json()["id"]
    trial("sheet-imports", same)
    admin.made(f"/sheet-imports/{made}/undoing")
    states.append(trial("sheet-imports", made))
    assert set(states) == set(imports.SHEET_LIFE.states)
    trial.complete("sheet-imports")


def test_print_jobs_and_jobs(admin):
    printer = admin.made("/printers", {"name": "Zebra", "host": "zebra-1.plant"})
    job = admin.made(f"/printers/{printer['id']}/test-labels")["id"]
    trial = Trial(admin, {})
    states = set()
    for state in labels.STATES:
        ended = None if state in labels.ACTIVE else now()
        sent = now() if state == "sending" else None
        kept = {"state": state, "error": "gone", "sending_at": sent, "ended_at": ended}
        PrintJob.objects.filter(id=job).update(**kept)
        states.add(trial("print-jobs", job))
    assert states == labels.STATES.keys()

    run = JobRun.objects.create(task="tests", label="A test", created_by_label="tests")
    states = set()
    for state in tasks.STATES:
        begun = None if state == "queued" else now()
        ended = None if state in tasks.ACTIVE else now()
        JobRun.objects.filter(id=run.id).update(state=state, started_at=begun, finished_at=ended)
        states.add(trial("jobs", run.id))
    assert states == tasks.STATES.keys()
    trial.complete("print-jobs", "jobs")


def test_what_is_bought(admin):
    mill = sock_mill(admin)
    reasoned = {
        "purchase-requests": ("reject", "withdraw", "cancel"),
        "rfqs": ("cancel",),
        "purchase-orders": ("close", "cancel"),
    }
    why = {(kind, verb): WHY for kind, verbs in reasoned.items() for verb in verbs}
    trial = Trial(admin, why)
    wish = {"lines": [{"item_id": mill["YARN"], "quantity": "10"}]}
    request = admin.made("/purchase-requests", wish)["id"]
    trial("purchase-requests", request)
    admin.made(f"/purchase-requests/{request}/approval")
    trial("purchase-requests", request)
    supplier = admin.made("/suppliers", {"code": "NEAR", "name": "Near"})["id"]
    rfq = admin.made("/rfqs", {"request_ids": [request], "supplier_ids": [supplier]})
    trial("rfqs", rfq["id"])
    admin.made(f"/rfqs/{rfq['id']}/sending")
    trial("rfqs", rfq["id"])
    answer = {"line_id": rfq["lines"][0]["id"], "quantity": "10", "price": "3.9"}
    quote = rfq["quotes"][0]["id"]
    admin.made(f"/quotes/{quote}/answer", {"answers": [answer]})
    order = admin.made(f"/quotes/{quote}/acceptance")
    trial("rfqs", rfq["id"])
    trial("purchase-requests", request)
    trial("purchase-orders", order["id"])
    admin.made(f"/purchase-orders/{order['id']}/sending")
    trial("purchase-requests", request)
    trial("purchase-orders", order["id"])
    line = order["lines"][0]["id"]
    for quantity in ("4", "6"):
        arrival = {"line_id": line, "quantity": quantity, "lot_number": "N1"}
        admin.made(f"/purchase-orders/{order['id']}/receipts", {"arrivals": [arrival]})
        trial("purchase-orders", order["id"])
    trial("purchase-requests", request)
    trial.complete("purchase-requests", "rfqs", "purchase-orders")


def test_what_is_sold(admin):
    mill = sock_mill(admin)
    customer = admin.made("/customers", {"code": "SHOP", "name": "Shop"})["id"]
    reasoned = ("lose", "cancel", "close")
    line = {"item_id": mill["BOX"], "quantity": "10"}
    order = admin.made("/sales-orders", {"customer_id": customer, "lines": [line]})
    shipment = {"line_id": order["lines"][0]["id"], "quantity": "1"}
    trial = Trial(admin, {
        **{("sales-orders", verb): WHY for verb in reasoned},
        ("sales-orders", "add_line"): {"item_id": mill["BOX"], "quantity": "1"},
        ("sales-orders", "deliver"): {"shipments": [shipment]},
    })  # fmt: skip
    trial("sales-orders", order["id"])
    admin.changed(f"/sales-orders/{order['id']}", {"promised_on": "2030-01-01"})
    admin.changed(f"/sales-lines/{order['lines'][0]['id']}", {"price": "5"})
    trial("sales-orders", order["id"])
    admin.made(f"/sales-orders/{order['id']}/confirmation")
    trial("sales-orders", order["id"])
    for quantity in ("4", "6"):
        shipment = {"line_id": order["lines"][0]["id"], "quantity": quantity}
        admin.made(f"/sales-orders/{order['id']}/deliveries", {"shipments": [shipment]})
        trial("sales-orders", order["id"])
    trial.complete("sales-orders")
