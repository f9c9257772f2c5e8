"""What finance takes over: every closing of an order, and every correction, posted in a period.

A line is made of the cost facts of one entry of the journal, which never change: the file of a
period is the same whenever it is asked for. What is corrected after an order was done stands as a
line of its own in the period of the correction.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.production.selectors import cost_facts_all
from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.conditions import within
from runwright.reports.periods import Period
from runwright.reports.report.definition import table_of

OWN = Q(kind="output", item=F("order__item"))
FIRSTS, SECONDS = OWN & Q(grade="firsts"), OWN & Q(grade="seconds")
SUMS: dict[str, Any] = {
    **{kind: Sum("amount", filter=Q(kind=kind)) for kind in ("material", "labour", "machine")},
    "firsts": Sum("quantity", filter=FIRSTS),
    "seconds": Sum("quantity", filter=SECONDS),
    "value_firsts": -Sum("amount", filter=FIRSTS),
    "value_seconds": -Sum("amount", filter=SECONDS),
    "by_products": -Sum("amount", filter=Q(kind="output") & ~Q(item=F("order__item"))),
    "loss": -Sum("amount", filter=Q(kind="variance")),
}
KEYS = {
    "posted": F("entry__at"),
    "entry_key": F("entry_id"),
    "verb": F("entry__verb"),
    "number": F("order__number"),
    "code": F("order__item__code"),
    "name": F("order__item__name"),
    "unit": F("order__item__unit__symbol"),
}
POSTINGS = {
    "order.finish": _("Done"),
    "order.cancel": _("Cancelled"),
    "correction": _("Correction"),
}
COLUMNS = (
    Column("posted", _("Posted"), Kind.INSTANT),
    Column("number", _("Order"), Kind.CODE, link=Link("order", "order_id")),
    Column("posting", _("Posting"), Kind.WORD, words=POSTINGS),
    Column("code", _("Item"), Kind.CODE),
    Column("name", _("Name")),
    Column("firsts", _("Firsts"), Kind.QUANTITY, unit="unit"),
    Column("seconds", _("Seconds"), Kind.QUANTITY, unit="unit"),
    Column("material", _("Material"), Kind.MONEY),
    Column("labour", _("Labour"), Kind.MONEY),
    Column("machine", _("Work centres"), Kind.MONEY),
    Column("money", _("Cost"), Kind.MONEY),
    Column("value_firsts", _("Value of firsts"), Kind.MONEY),
    Column("value_seconds", _("Value of seconds"), Kind.MONEY),
    Column("by_products", _("By-products"), Kind.MONEY),
    Column("loss", _("Carried by nothing"), Kind.MONEY),
)


def handover_table(period: Period, *, actor: Actor) -> Table:
    """The lines posted in the period, in the order in which they were."""
    actor.require("reports.cost_view")
    return table_of("finance", _("Hand-over to finance"), COLUMNS, _rows(period, actor), period)


def _rows(period: Period, actor: Actor) -> Iterator[dict[str, Any]]:
    posted = within("entry__at", period.start, period.end)
    facts = cost_facts_all(actor=actor).filter(posted).order_by()
    rows: Any = facts.values("order_id", **KEYS).annotate(**SUMS)
    for row in rows.order_by("posted", "entry_key", "number").iterator(2000):
        yield {**row, **_amounts(row)}


def _amounts(row: Mapping[str, Any]) -> dict[str, Any]:
    amounts = {name: row[name] or Decimal() for name in SUMS}
    amounts["money"] = sum((amounts[kind] for kind in ("material", "labour", "machine")), Decimal())
    posting = row["verb"] if row["verb"] in POSTINGS else "correction"
    return {**amounts, "posting": posting}
