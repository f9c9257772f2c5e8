"""Every table of verbs by the address of its record, and what tries each verb of a record."""

import json
from collections import defaultdict
from uuid import uuid4

from django.db import transaction

import runwright.api.v1  # noqa: F401 - the endpoints are loaded
from runwright.api.verbs import PLACES, ROOT
from runwright.catalog.states import ITEM_LIFE
from runwright.engineering.states import BOM_LIFE, ROUTING_LIFE
from runwright.floor import states as floor
from runwright.imports import states as imports
from runwright.integrations import states as integrations
from runwright.labels import states as labels
from runwright.partners.states import CUSTOMER_LIFE, SUPPLIER_LIFE
from runwright.people.states import OPERATOR_LIFE, USER_LIFE
from runwright.production import states as production
from runwright.production.states.reports import REPORT_LIFE
from runwright.purchasing import states as purchasing
from runwright.resources import states as resources
from runwright.sales import states as sales
from runwright.stock.states import COUNT_LIFE
from runwright.stock.states.lots import LOT_LIFE
from runwright.stock.states.moves import MOVE_LIFE
from runwright.stock.states.places import PLACE_LIFE, WAREHOUSE_LIFE
from runwright.tasks import states as tasks
from runwright.units.states import CATEGORY_LIFE, UNIT_LIFE

LIVES = {
    "/orders/{order_id}": (production.ORDER_LIFE, production.AUTOMATIC_VERBS),
    "/work-orders/{work_order_id}": (production.WORK_LIFE, ()),
    "/runs/{run_id}": (production.RUN_LIFE, ()),
    "/batches/{batch_id}": (production.BATCH_LIFE, production.STATION_VERBS),
    "/boms/{bom_id}": (BOM_LIFE, ()),
    "/counts/{count_id}": (COUNT_LIFE, ()),
    "/webhooks/{webhook_id}": (integrations.ENDPOINT_LIFE, ()),
    "/webhook-messages/{message_id}": (integrations.LIFE, integrations.AUTOMATIC_VERBS),
    "/imports/{import_id}": (imports.LIFE, imports.AUTOMATIC_VERBS),
    "/sheet-imports/{import_id}": (imports.SHEET_LIFE, ()),
    "/print-jobs/{job_id}": (labels.LIFE, labels.AUTOMATIC_VERBS),
    "/jobs/{job_id}": (tasks.LIFE, tasks.AUTOMATIC_VERBS),
    "/sales-orders/{order_id}": (sales.ORDER_LIFE, sales.AUTOMATIC_VERBS),
    "/purchase-requests/{request_id}": (
        purchasing.REQUEST_LIFE,
        purchasing.AUTOMATIC_VERBS["purchase_request"],
    ),
    "/rfqs/{rfq_id}": (purchasing.RFQ_LIFE, purchasing.AUTOMATIC_VERBS["rfq"]),
    "/purchase-orders/{order_id}": (
        purchasing.ORDER_LIFE,
        purchasing.AUTOMATIC_VERBS["purchase_order"],
    ),
    "/items/{item_id}": (ITEM_LIFE, ()),
    "/units/{unit_id}": (UNIT_LIFE, ()),
    "/unit-categories/{category_id}": (CATEGORY_LIFE, ()),
    "/customers/{customer_id}": (CUSTOMER_LIFE, ()),
    "/suppliers/{supplier_id}": (SUPPLIER_LIFE, ()),
    "/routings/{routing_id}": (ROUTING_LIFE, ()),
    "/departments/{department_id}": (resources.DEPARTMENT_LIFE, ()),
    "/work-centres/{work_centre_id}": (resources.CENTRE_LIFE, ()),
    "/machines/{machine_id}": (resources.MACHINE_LIFE, ()),
    "/schedules/{schedule_id}": (resources.SCHEDULE_LIFE, ()),
    "/stations/{station_id}": (resources.STATION_LIFE, ()),
    "/operators/{operator_id}": (OPERATOR_LIFE, ()),
    "/users/{user_id}": (USER_LIFE, ()),
    "/warehouses/{warehouse_id}": (WAREHOUSE_LIFE, ()),
    "/places/{place_id}": (PLACE_LIFE, ()),
    "/printers/{printer_id}": (labels.PRINTER_LIFE, ()),
    "/devices/{device_id}": (floor.DEVICE_LIFE, ()),
    "/downtime-reasons/{reason_id}": (floor.REASON_LIFE, ()),
    "/scrap-reasons/{reason_id}": (production.REASON_LIFE, ()),
    "/downtimes/{downtime_id}": (floor.DOWNTIME_LIFE, ()),
    "/parked-scans/{parked_id}": (floor.PARKED_LIFE, ()),
    "/supplier-items/{term_id}": (purchasing.TERM_LIFE, ()),
    "/reports/{report_id}": (REPORT_LIFE, ()),
    "/lots/{lot_id}": (LOT_LIFE, ()),
    "/moves/{move_id}": (MOVE_LIFE, ()),
}
HARMLESS = {
    "switch_on", "switch_off", "archive", "restore", "renew_secret", "pause", "complete",
}  # fmt: skip
"""What may be asked again, without any effect: whoever asks has what they wanted."""


WHY = {"reason": "tried"}


class Trial:
    """Takes every verb of a record by itself, and takes it back."""

    def __init__(self, program, bodies) -> None:
        self.program, self.bodies = program, bodies
        self.seen = defaultdict(set)

    def __call__(self, kind: str, key: object) -> str:
        """Try the record; returns the state it is in."""
        home = next(one for one in LIVES if one.startswith(f"/{kind}/"))
        record = self.program.got(f"/{kind}/{key}")
        offered = {verb["verb"]: verb for verb in record["verbs"]}
        for verb in offered.values():
            answer = self.attempt(verb["method"], verb["path"], home, verb["verb"])
            told = [one["sentence"] for one in verb["obstacles"]]
            self.seen[home].add((verb["verb"], verb["is_possible"]))
            if verb["is_possible"]:
                assert answer.status_code in {200, 201}, (kind, verb["verb"], answer.content)
            else:
                assert answer.status_code in {404, 409, 422}, (kind, verb["verb"], answer.content)
                assert [one["sentence"] for one in answer.json()["reasons"]] == told
        for (place, verb), where in PLACES.items():
            if place == home and verb not in offered.keys() | HARMLESS:
                path = ROOT + where.path.replace(where.path.split("/")[2], str(key), 1)
                answer = self.attempt(where.method, path, home, verb)
                assert answer.status_code in {409, 422}, (kind, verb, answer.content)
        return record.get("state", "")

    def attempt(self, method: str, path: str, home: str, verb: str):
        body = self.bodies.get((home.split("/")[1], verb), {})
        headers = {**self.program.headers, "idempotency-key": str(uuid4())}
        send = getattr(self.program.client, method.lower())
        with transaction.atomic():
            sent = json.dumps(body() if callable(body) else body)
            answer = send(path, sent, content_type="application/json", headers=headers)
            transaction.set_rollback(True)
        return answer

    def complete(self, *homes: str) -> None:
        """Every verb of these kinds was seen to be taken."""
        for home in homes:
            life, automatic = next(v for k, v in LIVES.items() if k.startswith(f"/{home}/"))
            place = next(k for k in LIVES if k.startswith(f"/{home}/"))
            wanted = {step.verb for step in life.transitions} - set(automatic)
            assert {verb for verb, was_possible in self.seen[place] if was_possible} == wanted
