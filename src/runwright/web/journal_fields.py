"""The journal's fields and values as people say them."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.people.roles import ROLES
from runwright.reports.lists.columns import Label
from runwright.reports.lists.words import (
    GRADES,
    ITEM_KINDS,
    LOSSES,
    LOT_RULES,
    POLICIES,
    SUPPLIES,
    TIME_KINDS,
    TRACKINGS,
)
from runwright.web import figures
from runwright.web.states import look_of, word_of

FIELDS: dict[str, Label] = {
    "address": _("Address"),
    "alternatives": _("Alternatives"),
    "badge": _("Badge"),
    "barcode": _("Barcode"),
    "batches": _("Batches"),
    "bom_id": _("Bill of materials"),
    "code": _("Code"),
    "components_warehouse_id": _("Material from"),
    "cost_per_hour": _("Cost per hour"),
    "country": _("Country"),
    "currency": _("Currency"),
    "customer_id": _("Customer"),
    "deadline": _("Deadline"),
    "department_id": _("Department"),
    "downgrade": _("Made seconds"),
    "efficiency": _("Efficiency"),
    "email": _("E-mail"),
    "events": _("Events"),
    "expires_on": _("Expires"),
    "firsts": _("Firsts"),
    "full_name": _("Full name"),
    "goods_warehouse_id": _("Goods into"),
    "held": _("Held"),
    "hourly_rate": _("Hourly rate"),
    "is_components_default": _("Default for components"),
    "is_goods_default": _("Default for finished goods"),
    "is_material_checked": _("Material check"),
    "kind": _("Kind"),
    "label_kind": _("Label"),
    "label_size": _("Label size, inches"),
    "labels": _("Labels"),
    "labour_rate": _("Labour rate"),
    "lanes": _("Lanes"),
    "language": _("Language"),
    "lead_time_days": _("Lead time in days"),
    "line": _("Line"),
    "loss": _("Counts as"),
    "lot_rule": _("Lot sizes"),
    "lot_size": _("Lot size"),
    "name": _("Name"),
    "next_number": _("Next number"),
    "note": _("Note"),
    "oee_target": _("OEE target"),
    "operator": _("Operator"),
    "over_receipt": _("More comes than was ordered"),
    "overproduction": _("More made than ordered"),
    "pattern": _("Prefix"),
    "people": _("People"),
    "phone": _("Phone"),
    "picture": _("Picture"),
    "planned_cost": _("Planned cost"),
    "planned_end": _("Planned end"),
    "planned_start": _("Planned start"),
    "priority": _("Priority"),
    "promised_on": _("Promised"),
    "quantity": _("Quantity"),
    "query": _("Query"),
    "release": _("Released"),
    "required_by": _("Required by"),
    "resolution": _("Resolution"),
    "responsible_id": _("Responsible"),
    "rework": _("Rework"),
    "roles": _("Roles"),
    "routing_id": _("Routing"),
    "run": _("Production run"),
    "safety_stock": _("Safety stock"),
    "sales_order": _("Sales order"),
    "sales_price": _("Sales price"),
    "schedule_id": _("Work schedule"),
    "scrap": _("Waste"),
    "seconds": _("Seconds"),
    "seconds_value_factor": _("Value factor of seconds"),
    "serial_number": _("Serial number"),
    "shifts": _("Shifts"),
    "shortage_confirm": _("Short when an order is confirmed"),
    "shortage_delivery": _("Short at a delivery"),
    "shortage_issue": _("Short when material is issued by hand"),
    "shortage_plan": _("Short when an order is planned"),
    "shortage_release": _("Short when a run is released"),
    "shortage_scan": _("Short at a scan"),
    "smallest_lot": _("Smallest lot"),
    "split": _("Split off"),
    "standard_cost": _("Standard cost"),
    "state": _("State"),
    "station_id": _("Station"),
    "stations": _("Stations"),
    "step": _("Step"),
    "substitute": _("Instead"),
    "supplier": _("Supplier"),
    "supplier_id": _("Supplier"),
    "supply": _("Made or bought"),
    "symbol": _("Symbol"),
    "time_zone": _("Time zone of the plant"),
    "tracking": _("Tracking"),
    "url": _("Address"),
    "user_id": _("User"),
    "username": _("User name"),
    "validated_at": _("Validated on"),
    "validated_by": _("Validated by"),
    "waste": _("Waste"),
    "way": _("How"),
    "work_centre_id": _("Work centre"),
    "work_centres": _("Work centres"),
}
CHANGE = re.compile(r"(?P<field>[^:]+): (?P<old>.*) → (?P<new>.*)", re.DOTALL)
KINDS: dict[str, Label] = {
    "batch": _("Batch"),
    "bom": _("Bill of materials"),
    "count": _("Count"),
    "customer": _("Customer"),
    "department": _("Department"),
    "downtime": _("Stop"),
    "item": _("Item"),
    "lot": _("Lot"),
    "machine": _("Machine"),
    "operator": _("Operator"),
    "order": _("Manufacturing order"),
    "purchase_order": _("Purchase order"),
    "purchase_request": _("Purchase request"),
    "rfq": _("Request for quotation"),
    "routing": _("Routing"),
    "run": _("Production run"),
    "sales_order": _("Sales order"),
    "schedule": _("Work schedule"),
    "stock": _("Stock"),
    "supplier": _("Supplier"),
    "warehouse": _("Warehouse"),
    "work": _("Work"),
    "work_centre": _("Work centre"),
}
OF_A_STEP = re.compile(r"(stations of )?operation (.+)")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d")
YES_NO = {"True": _("Yes"), "False": _("No")}
VALUES: dict[str, Mapping[str, Label]] = {
    "grade": GRADES,
    "kind": TIME_KINDS | ITEM_KINDS,
    "loss": LOSSES,
    "lot_rule": LOT_RULES,
    "over_receipt": POLICIES,
    "overproduction": POLICIES,
    "supply": SUPPLIES,
    "tracking": TRACKINGS,
}


def field_words(name: str) -> str:
    """What a field of a record is called."""
    if step := OF_A_STEP.fullmatch(name):
        words = _("Stations of step {step}") if step[1] else _("Step {step}")
        return str(words).format(step=step[2])
    return str(FIELDS.get(name) or name.replace("_", " "))


def kind_words(kind: str) -> str:
    """What a kind of record is called."""
    return str(KINDS.get(kind) or kind.replace("_", " "))


def value_words(kind: str, field: str, value: str) -> str:
    """A value of a change to a record of ``kind`` (if it is known): a state by its word, an instant
    in the plant's zone, all else as it was written down."""
    if field == "state":
        return str(look_of(kind, value).word) if kind else word_of(value)
    if field == "roles":
        return ", ".join(gettext(ROLES.get(role, role)) for role in value.split(", "))
    if INSTANT.fullmatch(value):
        return figures.instant(datetime.fromisoformat(value))
    words = POLICIES if field.startswith("shortage_") else VALUES.get(field, YES_NO)
    return str(words.get(value) or YES_NO.get(value) or value)


def changes_words(told: str) -> str:
    """Changes that were told as one text, ``field: old → new; …``, in words."""
    return "; ".join(_change_words(one) for one in told.split("; "))


def _change_words(told: str) -> str:
    found = CHANGE.fullmatch(told)
    if found is None:
        return told
    field, *values = found.groups()
    old, new = (value_words("", field, value) if value else "" for value in values)
    arrow = f"{old} → " if old else ""
    return f"{field_words(field)}: {arrow}{new or figures.DASH}"
