"""Stored values in plain words; the same everywhere they are shown or exported."""

from django.utils.translation import gettext_lazy as _

from runwright.reports.lists.columns import Label

Words = dict[str, Label]

ORDER_STATES: Words = {
    "draft": _("Draft"),
    "confirmed": _("Confirmed"),
    "planned": _("Planned"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "cancelled": _("Cancelled"),
}
WORK_STATES: Words = {
    "waiting": _("Waiting"),
    "ready": _("Ready"),
    "in_progress": _("In progress"),
    "finished": _("Finished"),
    "cancelled": _("Cancelled"),
}
RUN_STATES: Words = {
    "pending": _("Pending"),
    "in_progress": _("In progress"),
    "completed": _("Completed"),
    "cancelled": _("Cancelled"),
}
BATCH_STATES: Words = {
    "created": _("Created"),
    "scanned": _("On the floor"),
    "closed": _("Closed"),
}
BATCH_ENDINGS: Words = {
    "finished": _("Finished"),
    "consumed": _("Went on"),
    "by_hand": _("Closed by hand"),
    "scrapped": _("Scrapped"),
    "deleted": _("Deleted"),
    "undone": _("Undone"),
}
TIME_KINDS: Words = {
    "setup": _("Setup"),
    "run": _("Run"),
    "rework": _("Rework"),
    "disruption": _("Disruption"),
}
ITEM_KINDS: Words = {
    "material": _("Material"),
    "part": _("Part"),
    "product": _("Product"),
    "service": _("Service"),
}
LOT_RULES = {
    "as_needed": _("As needed"),
    "fixed": _("Always so many"),
    "multiple": _("In multiples"),
}
TRACKINGS: Words = {"none": _("Not tracked"), "lot": _("By lot"), "serial": _("By serial number")}
SUPPLIES: Words = {"make": _("Made"), "buy": _("Bought")}
GRADES: Words = {"firsts": _("Firsts"), "seconds": _("Seconds")}
LINKED: Words = GRADES | {"waste": _("Waste")}
LOSSES: Words = {
    "not_scheduled": _("Not scheduled"),
    "breakdown": _("Breakdown"),
    "setup": _("Changeover and setup"),
    "material": _("Material shortage"),
    "no_operator": _("No operator"),
    "maintenance": _("Planned maintenance"),
}
POLICIES: Words = {"allow": _("Allow"), "warn": _("Warn"), "block": _("Block")}
REQUEST_STATES: Words = {
    "draft": _("Draft"),
    "approved": _("Approved"),
    "ordered": _("Ordered"),
    "received": _("Received"),
    "rejected": _("Rejected"),
    "cancelled": _("Cancelled"),
}
RFQ_STATES: Words = {
    "draft": _("Draft"),
    "sent": _("Sent"),
    "accepted": _("Accepted"),
    "cancelled": _("Cancelled"),
}
PURCHASE_ORDER_STATES: Words = {
    "draft": _("Draft"),
    "sent": _("Ordered"),
    "partly_received": _("Partly received"),
    "received": _("Received"),
    "cancelled": _("Cancelled"),
}
SALES_ORDER_STATES: Words = {
    "estimate": _("Estimate"),
    "confirmed": _("Confirmed"),
    "fulfilled": _("Fulfilled"),
    "cancelled": _("Cancelled"),
    "lost": _("Lost"),
}
COUNT_STATES: Words = {
    "open": _("Open"),
    "counting": _("Counting"),
    "posted": _("Posted"),
    "cancelled": _("Cancelled"),
}
LOT_STATES: Words = {"usable": _("Usable"), "held": _("On hold"), "expired": _("Expired")}
