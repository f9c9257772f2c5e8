"""The papers of purchasing, each in the language of whoever reads it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from runwright.company.selectors import company_get, plant_today
from runwright.kernel.quantity import plain
from runwright.labels.papers import Column, Paper, Table, Text
from runwright.labels.printing import paper_pdf
from runwright.people.actor import Actor
from runwright.purchasing.selectors import (
    purchase_order_get,
    quote_get,
    request_get,
    rfq_get,
    supplier_items_all,
)

CENT = Decimal("0.01")


def purchase_order_pdf(*, order_id: int, actor: Actor) -> bytes:
    """A purchase order in the supplier's language. Raises ``PurchaseOrderNotFound``."""
    order = purchase_order_get(order_id=order_id, actor=actor)
    with override(order.supplier.language):
        return paper_pdf(_order(order, _their_codes(order.supplier_id, actor)))


def quote_pdf(*, quote_id: int, actor: Actor) -> bytes:
    """The question of an RFQ to one supplier, in their language. Raises ``QuoteNotFound``."""
    quote = quote_get(quote_id=quote_id, actor=actor)
    rfq = rfq_get(rfq_id=quote.rfq_id, actor=actor)
    with override(quote.supplier.language):
        return paper_pdf(_rfq(rfq, quote, _their_codes(quote.supplier_id, actor)))


def request_pdf(*, request_id: int, actor: Actor) -> bytes:
    """A purchase request in the reader's language. Raises ``RequestNotFound``."""
    return paper_pdf(_request(request_get(request_id=request_id, actor=actor)))


def _their_codes(supplier_id: int, actor: Actor) -> dict[int, str]:
    """How the supplier calls items."""
    terms = supplier_items_all(actor=actor).filter(supplier_id=supplier_id)
    return dict(terms.exclude(supplier_code="").values_list("item_id", "supplier_code"))


def _order(order: Any, codes: dict[int, str]) -> Paper:
    currency = company_get().currency
    columns = [*_item_columns(), Column(_("Due"), 2), Column(_("Price"), 2, is_number=True),
               Column(_("Amount"), 2, is_number=True)]  # fmt: skip
    lines = list(order.lines.all())
    rows = [
        [*_item(line.item, codes), _amount(line.unit_quantity, line.unit.symbol),
         _day(line.due_on), _money(line.price), _money(_worth(line))]
        for line in lines
    ]  # fmt: skip
    total = sum((_worth(line) or Decimal() for line in lines), Decimal())
    facts = [*_partner(order.supplier), (_("Date"), _day(plant_today())),
             (_("Total"), f"{_money(total)} {currency}")]  # fmt: skip
    return _paper(_("Purchase order"), order.number, facts, Table(columns, rows), order.note)


def _rfq(rfq: Any, quote: Any, codes: dict[int, str]) -> Paper:
    columns = [*_item_columns(), Column(_("Required by"), 3), Column(_("Price"), 2),
               Column(_("Lead time"), 2)]  # fmt: skip
    rows = [
        [*_item(line.item, codes), _amount(line.quantity, line.item.unit.symbol),
         _day(line.required_by), "", ""]
        for line in rfq.lines.all()
    ]  # fmt: skip
    facts = [*_partner(quote.supplier), (_("Date"), _day(plant_today())),
             (_("Answer by"), _day(rfq.answer_by))]  # fmt: skip
    return _paper(_("Request for quotation"), rfq.number, facts, Table(columns, rows), rfq.note)


def _request(request: Any) -> Paper:
    columns = [*_item_columns(), Column(_("Required by"), 3), Column(_("For"), 4)]
    rows = [
        [*_item(line.item, {}), _amount(line.unit_quantity, line.unit.symbol),
         _day(line.required_by), ", ".join(one.need.cause for one in line.needs.all()) or "–"]
        for line in request.lines.all()
    ]  # fmt: skip
    facts = [
        (_("Asked by"), request.asked_by),
        (_("Approved by"), request.approved_by or "–"),
        (_("Date"), _day(request.created_at.date())),
    ]
    return _paper(_("Purchase request"), request.number, facts, Table(columns, rows), request.note)


def _paper(
    title: str, number: str, facts: Sequence[tuple[str, object]], table: Table, note: str
) -> Paper:
    parts: list[Table | Text] = [table]
    if note:
        parts.append(Text(note, _("Note")))
    return Paper(company_get().name, title, number, facts, parts, code=number)


def _item_columns() -> list[Column]:
    return [
        Column(_("Item"), 3),
        Column(_("Name"), 5),
        Column(_("Quantity"), 2, is_number=True),
    ]


def _item(item: Any, codes: dict[int, str]) -> list[object]:
    theirs = codes.get(item.id)
    return [f"{item.code}\n{theirs}" if theirs else item.code, item.name]


def _partner(partner: Any) -> list[tuple[str, object]]:
    where = "\n".join(part for part in (partner.name, partner.address) if part)
    return [(_("Supplier"), where)]


def _worth(line: Any) -> Decimal | None:
    return None if line.price is None else line.unit_quantity * line.price


def _amount(quantity: Decimal, unit: str) -> str:
    return f"{plain(quantity)} {unit}"


def _money(amount: Decimal | None) -> str:
    """To the cent, or finer where the price is."""
    if amount is None:
        return "–"
    return plain(amount) if amount != amount.quantize(CENT) else f"{amount:.2f}"


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"
