"""What will come: announced, changed, received, and no longer expected.

A supply is announced by the record that causes it (an ordered line, the output of a planned
order), which owns it. Goods that arrive go to the claims on the supply first, linked ones before
others; what nobody claimed goes to whoever waits.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from runwright.journal.clock import now
from runwright.journal.rows import answer, columns, instances, rows_insert, rows_update
from runwright.stock.models import Balance, Claim, ExpectedSupply, Grade, Move, Need
from runwright.stock.services.claims import (
    marks_set,
    shelf_of,
    stock_for_needs,
    supplies_claimed,
    waiting_needs_serve,
)
from runwright.stock.services.ledger import Ledger, Source
from runwright.stock.services.moves import claimed_on, items_lock
from runwright.stock.services.withdrawals import claims_first_come, claims_withdraw


def supply_open(
    *,
    item_id: int,
    warehouse_id: int,
    quantity: Decimal,
    cause: str,
    due_at: datetime | None = None,
    received: Decimal = Decimal(),
    for_needs: Sequence[Need] = (),
) -> ExpectedSupply:
    """Announce that ``quantity`` (base unit) will come, for certain needs first; ``received`` of
    it has come already, elsewhere.

    What these do not lack is there for others, once the supply has a date.
    """
    items_lock(item_ids=[item_id])
    supply = ExpectedSupply(
        item_id=item_id,
        warehouse_id=warehouse_id,
        quantity=quantity,
        received=received,
        cause=cause,
        due_at=due_at,
    )
    rows_insert(ExpectedSupply, [supply])
    if for_needs:
        supply_link(supply_id=supply.id, needs=for_needs)
    _serve(supply)
    return supply


def supply_link(*, supply_id: int, needs: Sequence[Need]) -> None:
    """Let needs of the supply's item and warehouse hold what is free of it, in the order given,
    each as much as nothing else covers. What arrives goes to them first."""
    supply = _locked(supply_id)
    claimed = supplies_claimed(supplies=[supply])[supply.id]
    free = Source(supply, supply.outstanding - claimed)
    wanting = [need for need in needs if shelf_of(need) == shelf_of(supply)]
    ledger = Ledger()
    ledger.load(Claim.objects.filter(need__in=wanting))
    for need in wanting:
        taken = min(free.free, ledger.lacking(need))
        if taken > 0:
            free.free -= taken
            ledger.raise_claim(need, free, taken, is_linked=True)
    ledger.save()


def supply_change(*, supply_id: int, quantity: Decimal, due_at: datetime | None) -> ExpectedSupply:
    """Another quantity or another date is expected; without a date only linked needs keep it."""
    supply = _locked(supply_id)
    supply.quantity, supply.due_at = quantity, due_at
    supply.save(update_fields=["quantity", "due_at"])
    if due_at is None:
        supply.claims.filter(is_linked=False).delete()
    claims_withdraw(on=supply, most=supply.outstanding)
    _serve(supply)
    return supply


def supply_receive(*, supply_id: int, move: Move, is_last: bool = False) -> ExpectedSupply:
    """Goods of this supply have arrived by ``move``, which is posted: claims on what was
    expected become claims on what is there. More may arrive than was expected; after the last of
    it nothing more will."""
    supply, is_claimed, is_waited_for = _locked_with_demand(supply_id)
    supply.received += move.quantity
    supply.closed_at = now() if is_last else supply.closed_at
    rows_update(ExpectedSupply, [supply], ["received", "closed_at"])
    goods = _goods(supply, move) if is_claimed else None
    if goods:
        _convert(supply, goods, move.quantity)
    if is_claimed:
        claims_withdraw(on=supply, most=supply.outstanding)
    if is_claimed or is_waited_for:
        _serve(supply)
    return supply


def supply_unreceive(*, supply_id: int, quantity: Decimal) -> ExpectedSupply:
    """A receipt was undone: so much is expected again, and may be claimed again."""
    supply = _locked(supply_id)
    supply.received -= quantity
    supply.save(update_fields=["received"])
    _serve(supply)
    return supply


def supply_reopen(
    *, supply_id: int, quantity: Decimal, received: Decimal, for_needs: Sequence[Need] = ()
) -> ExpectedSupply:
    """A receipt was undone, perhaps after nothing more was expected: of ``quantity`` only
    ``received`` is here, and the rest is expected, for certain needs first."""
    supply = _locked(supply_id)
    supply.quantity, supply.received, supply.closed_at = quantity, received, None
    supply.save(update_fields=["quantity", "received", "closed_at"])
    supply_link(supply_id=supply.id, needs=for_needs)
    _serve(supply)
    return supply


def supply_close(*, supply_id: int) -> ExpectedSupply:
    """Nothing more will come: claims upon it are withdrawn, and their needs look elsewhere."""
    supply = _locked(supply_id)
    supply.closed_at = supply.closed_at or now()
    rows_update(ExpectedSupply, [supply], ["closed_at"])
    claims_withdraw(on=supply, most=supply.outstanding)
    _serve(supply)
    return supply


def _locked(supply_id: int) -> ExpectedSupply:
    """The supply, after its item and, if somebody wants them, the goods of the item, as for every
    claim."""
    return _locked_with_demand(supply_id)[0]


def _locked_with_demand(supply_id: int) -> tuple[ExpectedSupply, bool, bool]:
    """And whether it is claimed, and whether anybody waits for what it brings."""
    which = {"supply": supply_id}
    if answer(ITEM_LOCK, which) == [(True,)]:
        answer(GOODS_LOCK, which)
    ((supply, is_claimed, is_waited_for),) = instances([ExpectedSupply], SUPPLY_LOCK, which)
    return supply, is_claimed, is_waited_for


IS_CLAIMED = "EXISTS (SELECT FROM stock_claim WHERE supply_id = s.id)"
IS_WAITED_FOR = """
EXISTS (SELECT FROM stock_need n WHERE n.item_id = s.item_id AND n.warehouse_id = s.warehouse_id
                                   AND n.waiting_since IS NOT NULL)
"""

SUPPLY_LOCK = f"""
SELECT {columns(ExpectedSupply, "s")}, {IS_CLAIMED}, {IS_WAITED_FOR}
FROM stock_expectedsupply s WHERE s.id = %(supply)s FOR UPDATE OF s
"""

ITEM_LOCK = f"""
SELECT {IS_CLAIMED} OR {IS_WAITED_FOR}
FROM stock_expectedsupply s JOIN catalog_item i ON i.id = s.item_id
WHERE s.id = %(supply)s FOR NO KEY UPDATE OF i
"""
"""And whether anybody wants the goods: an item may lie in thousands of lots, one for each batch,
while nobody waits for it."""

GOODS_LOCK = """
SELECT id FROM stock_balance
WHERE item_id = (SELECT item_id FROM stock_expectedsupply WHERE id = %(supply)s) AND is_storage
ORDER BY id FOR UPDATE
"""


def _goods(supply: ExpectedSupply, move: Move) -> Balance | None:
    """Where the goods of a move lie now, if claims of the supply's needs may be upon them."""
    where = (move.target_id, supply.warehouse_id, move.lot_id, Grade.FIRSTS)
    stored = stock_for_needs({supply.item_id}) if move.grade == Grade.FIRSTS else ()
    found = (b for b in stored if (b.place_id, b.place.warehouse_id, b.lot_id, b.grade) == where)
    return next(found, None)


def _convert(supply: ExpectedSupply, goods: Balance, quantity: Decimal) -> None:
    """Let what is claimed of a supply be claimed of the goods, as far as they are free."""
    free = Source(goods, goods.quantity - claimed_on(balances=[goods])[goods.id])
    ledger = Ledger()
    claims = claims_first_come(supply)
    ledger.load(Claim.objects.filter(need__in=[claim.need_id for claim in claims]))
    for claim in ledger.load(claims):
        taken = ledger.lower_claim(claim, min(free.free, quantity))
        if taken:
            quantity -= taken
            free.free -= taken
            ledger.raise_claim(claim.need, free, taken)
    ledger.save()
    marks_set(needs=[claim.need for claim in claims], ledger=ledger)


def _serve(supply: ExpectedSupply) -> None:
    waiting_needs_serve(item_id=supply.item_id, warehouse_id=supply.warehouse_id)
