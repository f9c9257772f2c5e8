"""Whom the mill buys from and sells to, and what they agreed in its last days."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from runwright.company.selectors import plant_today
from runwright.demo.mill import Mill
from runwright.demo.orders import HOURS
from runwright.partners.services import customer_create, supplier_create
from runwright.people.actor import Actor
from runwright.production.services.sales import order_create_for_sales
from runwright.purchasing.selectors import purchase_order_get, rfq_get, shortages_all
from runwright.purchasing.services import (
    Answer,
    Arrival,
    RequestLineDraft,
    Terms,
    purchase_order_from_requests,
    purchase_order_send,
    quote_answer,
    receipt_record,
    request_approve,
    request_create,
    request_for_shortage,
    rfq_create,
    rfq_send,
    supplier_item_set,
)
from runwright.sales.models import SalesOrder
from runwright.sales.selectors import sales_order_get
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    Shipment,
    delivery_record,
    sales_order_confirm,
    sales_order_create,
    sales_order_lose,
)

SUPPLIERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("FILATEX", "Filatex Iași SRL", "Str. Țesătoriei 12, 700023 Iași", "ro",
     "comenzi@filatex.example"),
    ("COLORIT", "Colorit Chemicals GmbH", "Färberweg 8, 72764 Reutlingen", "en",
     "orders@colorit.example"),
    ("AMBALA", "Ambala Pack SRL", "Calea Turzii 150, 400495 Cluj-Napoca", "ro",
     "vanzari@ambala.example"),
    ("BOXWERK", "Boxwerk B.V.", "Kartonlaan 3, 5047 Tilburg", "en", "sales@boxwerk.example"),
)  # fmt: skip
"""Code, name, address, language, e-mail."""

CUSTOMERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("ALPIN", "Alpin Sport SRL", "Str. Lungă 44, 500059 Brașov", "ro", "achizitii@alpin.example"),
    ("NORDEN", "Norden Outdoor AS", "Storgata 7, 0155 Oslo", "en", "purchase@norden.example"),
    ("MARKT", "Wintermarkt Wien", "Rathausplatz 1, 1010 Wien", "en", "office@markt.example"),
)

TERMS: tuple[tuple[str, str, str, int, str, str], ...] = (
    ("FILATEX", "YRN-COT-BLK", "5.35", 10, "50", "25"),
    ("FILATEX", "YRN-COT-NVY", "5.45", 10, "50", "25"),
    ("FILATEX", "YRN-WOL-RAW", "16.90", 21, "20", "5"),
    ("COLORIT", "DYE-RED", "20.60", 12, "5", "1"),
    ("COLORIT", "DYE-GRN", "22.10", 12, "5", "1"),
    ("AMBALA", "BAG-NVY", "0.068", 15, "1000", "500"),
    ("AMBALA", "BOX-GIFT", "1.20", 14, "100", "50"),
    ("AMBALA", "NEEDLES", "33.00", 7, "1", "1"),
    ("BOXWERK", "BOX-GIFT", "1.02", 20, "200", "100"),
)
"""Supplier, item, price, lead time in days, smallest order, multiple."""

PREFERRED = {("AMBALA", "BAG-NVY"), ("FILATEX", "YRN-COT-BLK"), ("COLORIT", "DYE-RED")}

Deed = tuple[int, Callable[[], None]]
"""A minute of the story, and what was done then."""


class Trader:
    """The office of the mill: Ioana buys and sells, Mihai approves, Ștefan moves the goods."""

    def __init__(self, mill: Mill) -> None:
        self.mill = mill
        self.planner, self.manager = mill.clerk("ioana"), mill.clerk("mihai")
        self.keeper = mill.clerk("stefan")
        self.suppliers: dict[str, int] = {}
        self.customers: dict[str, int] = {}

    def found(self) -> None:
        """Write down the partners and what they ask for."""
        for code, name, address, language, email in SUPPLIERS:
            made = supplier_create(code=code, name=name, address=address, language=language,
                                   email=email, actor=self.planner)  # fmt: skip
            self.suppliers[code] = made.id
        for code, name, address, language, email in CUSTOMERS:
            customer = customer_create(code=code, name=name, address=address, language=language,
                                       email=email, actor=self.planner)  # fmt: skip
            self.customers[code] = customer.id
        for row in TERMS:
            self._agree(row)

    def _agree(self, row: tuple[str, str, str, int, str, str]) -> None:
        supplier, item, price, days, least, multiple = row
        terms = Terms(
            price=Decimal(price),
            lead_time_days=days,
            smallest_order=Decimal(least),
            multiple=Decimal(multiple),
            is_preferred=(supplier, item) in PREFERRED,
        )
        supplier_item_set(
            supplier_id=self.suppliers[supplier],
            item_id=self.mill.items[item].id,
            terms=terms,
            actor=self.planner,
        )

    def deeds(self) -> list[Deed]:
        """What was bought and sold in the last working hours."""
        end = HOURS * 60
        return [
            (end - 300, self._needles),
            (end - 90, partial(self._buy, "BAG-NVY", "AMBALA")),
            (end - 80, partial(self._ask, "BOX-GIFT", ("AMBALA", "BOXWERK"))),
            (end - 70, self._rest),
            (end - 60, self._sell),
        ]

    def _needles(self) -> None:
        """Needles for the store: requested by hand, ordered, here."""
        line = RequestLineDraft(item_id=self.mill.items["NEEDLES"].id, quantity=Decimal(6))
        request = request_create(lines=[line], note="Spare needles for winter", actor=self.planner)
        order_id = self._ordered(request.id, "AMBALA")
        receipt_record(
            order_id=order_id,
            arrivals=[Arrival(self._lines(order_id)[0], Decimal(6))],
            delivery_note="AV 20418",
            actor=self.keeper,
        )

    def _short(self, code: str) -> list[int]:
        """The needs of an item that goods at hand do not cover."""
        return [row.id for row in shortages_all(actor=self.planner).filter(item__code=code)]

    def _buy(self, code: str, supplier: str) -> None:
        """What orders are short of, requested, approved and ordered: it is expected."""
        request = request_for_shortage(need_ids=self._short(code), actor=self.planner)
        self._ordered(request.id, supplier)

    def _ask(self, code: str, suppliers: tuple[str, ...]) -> None:
        """What orders are short of, asked of several; one has answered."""
        request = request_for_shortage(need_ids=self._short(code), actor=self.planner)
        request_approve(request_id=request.id, actor=self.manager)
        asked = [self.suppliers[name] for name in suppliers]
        rfq = rfq_create(request_ids=[request.id], supplier_ids=asked, actor=self.planner)
        rfq_send(rfq_id=rfq.id, actor=self.planner)
        shown = rfq_get(rfq_id=rfq.id, actor=self.planner)
        lines = [Answer(line.id, line.quantity, Decimal("1.18"), 14) for line in shown.lines.all()]
        quote_answer(
            quote_id=shown.quotes.all()[0].id,
            answers=lines,
            valid_until=plant_today() + timedelta(days=14),
            actor=self.planner,
        )

    def _rest(self) -> None:
        """What the store would like to have, and nobody has decided yet."""
        wanted = (("CARTON", 200), ("THR-LINK", 20))
        lines = [
            RequestLineDraft(self.mill.items[code].id, Decimal(quantity))
            for code, quantity in wanted
        ]
        request_create(lines=lines, note="For the Christmas season", actor=self.planner)

    def _ordered(self, request_id: int, supplier: str) -> int:
        request_approve(request_id=request_id, actor=self.manager)
        order = purchase_order_from_requests(
            supplier_id=self.suppliers[supplier], request_ids=[request_id], actor=self.planner
        )
        purchase_order_send(order_id=order.id, actor=self.planner)
        return order.id

    def _lines(self, order_id: int) -> list[int]:
        order = purchase_order_get(order_id=order_id, actor=self.planner)
        return [line.id for line in order.lines.all()]

    def _sell(self) -> None:
        """One delivered, one in part, one that waits for what is made, an estimate, a lost one."""
        self._delivered(self._sale("ALPIN", 3, ("GLOVE-RED-M", 24)), 24)
        self._delivered(self._sale("NORDEN", 6, ("GLOVE-GRN-M", 60)), 36)
        made = self._sale("MARKT", 12, ("GLOVE-GRN-L", 180))
        order_create_for_sales(line_id=_line(made, self.planner), actor=self.planner)
        self._sale("NORDEN", 30, ("SET-WINTER", 200), estimate=True)
        lost = self._sale("ALPIN", 20, ("PACK-WHT-39", 500), estimate=True)
        sales_order_lose(order_id=lost.id, reason="Too late for the season", actor=self.planner)

    def _sale(
        self, customer: str, days: int, wanted: tuple[str, int], *, estimate: bool = False
    ) -> SalesOrder:
        line = SalesLineDraft(self.mill.items[wanted[0]].id, Decimal(wanted[1]))
        draft = SalesOrderDraft(
            customer_id=self.customers[customer],
            lines=(line,),
            promised_on=plant_today() + timedelta(days=days),
        )
        order = sales_order_create(draft=draft, actor=self.planner)
        if not estimate:
            sales_order_confirm(order_id=order.id, actor=self.planner)
        return order

    def _delivered(self, order: SalesOrder, quantity: int) -> None:
        shipment = Shipment(_line(order, self.planner), Decimal(quantity))
        delivery_record(order_id=order.id, shipments=[shipment], actor=self.keeper)


def _line(order: SalesOrder, actor: Actor) -> int:
    return sales_order_get(order_id=order.id, actor=actor).lines.all()[0].id
