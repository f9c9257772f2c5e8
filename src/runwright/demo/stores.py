"""What the warehouse keeper did: opening the books, receiving, carrying, counting."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from runwright.catalog.models import Item
from runwright.demo.mill import Mill
from runwright.demo.orders import Adjustment, Receipt, Transfer
from runwright.journal.clock import now
from runwright.stock.models import Balance
from runwright.stock.selectors import balances_all
from runwright.stock.services import lot_named, stock_adjust, stock_receive, stock_transfer

OPENING_REASON = "Opening balance, counted"


class Keeper:
    """The warehouse keeper of a mill."""

    def __init__(self, mill: Mill) -> None:
        self.mill = mill
        self.actor = mill.clerk("stefan")

    def open(self, row: Receipt) -> None:
        """Bring in what was there when the books were opened: made goods have no supplier."""
        _, code, quantity, place, lot, _, _ = row
        item = self.mill.items[code]
        if item.supply == "buy":
            self.receive(row)
            return
        stock_adjust(
            item_id=item.id,
            place_id=self.mill.plant.places[place].id,
            difference=Decimal(quantity),
            lot_id=lot_named(item_id=item.id, number=lot).id,
            reason=OPENING_REASON,
            actor=self.actor,
        )

    def receive(self, row: Receipt) -> None:
        """A delivery of a supplier."""
        _, code, quantity, place, lot, price, days = row
        stock_receive(
            item_id=self.mill.items[code].id,
            place_id=self.mill.plant.places[place].id,
            quantity=Decimal(quantity),
            unit_cost=Decimal(price),
            lot_number=lot,
            expires_on=now().date() + timedelta(days=days) if days else None,
            reference=f"Delivery note {lot}" if lot else "",
            actor=self.actor,
        )

    def carry(self, row: Transfer) -> None:
        """Carry finished goods to the outlet."""
        _, code, quantity, place = row
        balance = self._balance(self.mill.items[code], Decimal(quantity))
        stock_transfer(
            item_id=balance.item_id,
            source_id=balance.place_id,
            target_id=self.mill.plant.places[place].id,
            quantity=Decimal(quantity),
            lot_id=balance.lot_id,
            actor=self.actor,
        )

    def adjust(self, row: Adjustment) -> None:
        """Correct what is on hand after a count."""
        _, code, difference, reason = row
        balance = self._balance(self.mill.items[code], -Decimal(difference))
        stock_adjust(
            item_id=balance.item_id,
            place_id=balance.place_id,
            difference=Decimal(difference),
            lot_id=balance.lot_id,
            reason=reason,
            actor=self.actor,
        )

    def _balance(self, item: Item, quantity: Decimal) -> Balance:
        """The oldest balance in the main store from which so much is free."""
        balances: QuerySet[Any] = balances_all(actor=self.actor)
        free = balances.filter(
            item_id=item.id,
            grade="firsts",
            place__warehouse__code="MAIN",
            quantity__gt=0,
            available__gte=quantity,
        )
        oldest: Balance = free.order_by("id")[0]
        return oldest
