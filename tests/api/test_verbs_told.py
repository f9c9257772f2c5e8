"""Every POST and PATCH below a record that can be read is told in the record's verbs, or it is
written down here why not."""

from runwright.api.v1 import api
from runwright.api.verbs import PLACES, ROOT

PART_OF: dict[str, str] = {
    "POST /boms/{bom_id}/lines": "edit",
    "PATCH /boms/{bom_id}/lines/{position}": "edit",
    "POST /boms/{bom_id}/lines/{position}/removal": "edit",
    "POST /counts/{count_id}/finds": "enter",
    "POST /stations/{station_id}/operations/by-name": "serve",
}
"""Another way to take a verb that is told: possible and refused as that is."""

CHANGES_NOTHING = {
    "POST /items/{item_id}/variants/preview",
}
"""Asked by POST for its long question; nothing is written."""

AT_A_STATION = {
    "POST /batches/{batch_id}/notes",
    "POST /stations/{station_id}/operator",
    "POST /stations/{station_id}/pin",
    "POST /stations/{station_id}/signing-off",
}
"""Done by whoever stands at a station with a badge, in every state: the caller of the API is the
device, and what stands in the way is known only when badge and PIN are told."""

PAPER = {
    "POST /batches/{batch_id}/label-prints",
    "POST /batches/{batch_id}/print-jobs",
    "POST /runs/{run_id}/label-prints",
    "POST /runs/{run_id}/print-jobs",
    "POST /purchase-orders/{order_id}/mails",
    "POST /purchase-requests/{request_id}/mails",
}
"""Prints or sends the record as it is; what stands in the way is the printer, the address or the
mail server, which are records of their own."""

A_SETTING = {
    "PATCH /document-numbers/{kind}",
}
"""A setting of the company is no record with a life: it is changed whenever."""

NO_RECORD = {
    "POST /attachments/{attachment_id}/removal",
}
"""Its GET answers with a file, in which there is no place for verbs."""

BY_QUANTITY = {
    "POST /batches/{batch_id}/output-corrections",
    "POST /orders/{order_id}/material-issue",
    "POST /orders/{order_id}/owed-issue",
    "POST /orders/{order_id}/receipts",
    "POST /orders/{order_id}/release",
    "POST /orders/{order_id}/splitting",
    "POST /purchase-orders/{order_id}/receipts",
    "POST /sales-orders/{order_id}/run",
    "POST /work-orders/{work_order_id}/output-corrections",
}
"""Whether so much of it can be issued, received, delivered, corrected or taken back depends on the
quantity that is sent; the record tells what is left of it."""

BY_FIELD = {
    "PATCH /orders/{order_id}",
    "POST /orders/{order_id}/components",
    "POST /orders/{order_id}/priority",
    "POST /orders/{order_id}/recipe",
    "POST /orders/{order_id}/steps",
    "POST /rfqs/{rfq_id}/suppliers",
}
"""Which fields of an active paper may change differs from field to field: what is fixed is refused
by the name of the field."""

EXCEPTIONS = (
    PART_OF.keys()
    | CHANGES_NOTHING
    | AT_A_STATION
    | PAPER
    | A_SETTING
    | NO_RECORD
    | BY_QUANTITY
    | BY_FIELD
)


def written() -> set[str]:
    """Every POST and PATCH at or below an address at which one record is read."""
    paths = {
        path.removeprefix(ROOT): verbs for path, verbs in api.get_openapi_schema()["paths"].items()
    }
    records = {path for path, verbs in paths.items() if path.endswith("}") and "get" in verbs}
    return {
        f"{method.upper()} {path}"
        for path, verbs in paths.items()
        for method in verbs.keys() & {"post", "patch"}
        if "}" in path and path[: path.index("}") + 1] in records
    }


def test_what_can_be_done_with_a_record_is_told_by_it():
    told = {f"{place.method} {place.path}" for place in PLACES.values()}
    assert not told & EXCEPTIONS, "told by now: no exception any more"
    assert written() - told == EXCEPTIONS


def test_another_way_to_take_a_verb_names_one_that_is_told():
    for path, verb in PART_OF.items():
        address = path.partition(" ")[2]
        assert (address[: address.index("}") + 1], verb) in PLACES
