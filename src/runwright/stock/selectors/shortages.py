"""A shortage explained: who holds the goods, what is on its way, and what lies elsewhere."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet

from runwright.company.selectors import plant_today
from runwright.people.actor import Actor
from runwright.stock.models import Balance, Claim, ExpectedSupply, Grade, Lot, LotHold, Need, Place
from runwright.stock.rules import is_firm, urgency
from runwright.stock.selectors.needs import NeedCover, needs_cover

Thing = TypeVar("Thing")
Groups = defaultdict[Hashable, list[Thing]]


@dataclass(frozen=True)
class Holder:
    """Another need that holds goods at hand; ``may_give`` is what may be taken over from it now,
    and ``left_short`` what nothing would cover for it then."""

    need: Need
    quantity: Decimal
    is_firm: bool
    may_give: Decimal
    left_short: Decimal


@dataclass(frozen=True)
class Coming:
    """A supply that is on its way: ``mine`` of it is for the need, ``free`` is claimed by none."""

    supply: ExpectedSupply
    mine: Decimal
    free: Decimal


@dataclass(frozen=True)
class Elsewhere:
    """Free goods at a place of another warehouse."""

    place: Place
    lot: Lot | None
    quantity: Decimal


@dataclass(frozen=True)
class Unusable:
    """Goods here that nobody may use, and why: their lot is ``expired`` or ``held``."""

    lot: Lot
    place: Place
    quantity: Decimal
    why: str


@dataclass(frozen=True)
class Shortage:
    """Everything there is to say about one need that goods at hand do not cover."""

    need: Need
    cover: NeedCover
    holders: Sequence[Holder] = ()
    coming: Sequence[Coming] = ()
    elsewhere: Sequence[Elsewhere] = ()
    unusable: Sequence[Unusable] = ()

    @property
    def lacking(self) -> Decimal:
        """What is not at hand."""
        return self.cover.short + self.cover.expected


def shortages_of(*, needs: Sequence[Need], actor: Actor) -> dict[int, Shortage]:
    """Explain every need that lacks goods at hand, by its id, in a handful of queries."""
    actor.require("stock.view")
    covers = needs_cover(needs=needs)
    lacking = [need for need in needs if covers[need.id].short or covers[need.id].expected]
    if not lacking:
        return {}
    scene = _Scene(lacking)
    return {need.id: scene.explain(need, covers[need.id]) for need in lacking}


class _Scene:
    """Goods, claims and supplies of the items that are short, read once."""

    def __init__(self, needs: Sequence[Need]) -> None:
        items = {need.item_id for need in needs}
        goods = list(_goods_of(items))
        self.goods = _grouped(goods, lambda balance: balance.item_id)
        self.supplies = _grouped(_supplies_of(items), _shelf)
        claims = list(Claim.objects.select_related("need__group").filter(need__item__in=items))
        usable = {balance.id for balance in goods if not _why_not(balance)}
        self.held = _grouped(
            (c for c in claims if c.balance_id in usable), lambda c: _shelf(c.need)
        )
        self.on_goods = _grouped((c for c in claims if c.balance_id), lambda c: c.balance_id)
        self.on_supply = _grouped((c for c in claims if c.supply_id), lambda c: c.supply_id)

    def explain(self, need: Need, cover: NeedCover) -> Shortage:
        """What stands behind one need's shortage."""
        coming = list(self._coming(need))
        return Shortage(
            need=need,
            cover=cover,
            holders=list(self._holders(need, cover, coming)),
            coming=coming,
            elsewhere=list(self._elsewhere(need)),
            unusable=list(self._unusable(need)),
        )

    def _holders(self, need: Need, cover: NeedCover, coming: Sequence[Coming]) -> Iterator[Holder]:
        """Who holds goods here, the least urgent first."""
        others = (c for c in self.held[_shelf(need)] if c.need_id != need.id)
        by_need = _grouped(others, lambda claim: claim.need_id)
        free = sum((c.free for c in coming if c.supply.due_at), Decimal())
        for claims in sorted(by_need.values(), key=_urgency_of, reverse=True):
            holder, quantity = claims[0].need, _total(claims)
            given = min(quantity, cover.short + cover.expected)
            given = given if urgency(need) < urgency(holder) else Decimal()
            released = max(given - cover.short, Decimal())
            left_short = max(given - free - released, Decimal())
            yield Holder(holder, quantity, is_firm(holder), given, left_short)

    def _coming(self, need: Need) -> Iterator[Coming]:
        for supply in self.supplies[_shelf(need)]:
            claims = self.on_supply[supply.id]
            mine = _total(claim for claim in claims if claim.need_id == need.id)
            yield Coming(supply, mine, supply.outstanding - _total(claims))

    def _elsewhere(self, need: Need) -> Iterator[Elsewhere]:
        for balance in self.goods[need.item_id]:
            free = balance.quantity - _total(self.on_goods[balance.id])
            is_here = balance.place.warehouse_id == need.warehouse_id
            if free > 0 and not is_here and not _why_not(balance):
                yield Elsewhere(balance.place, balance.lot, free)

    def _unusable(self, need: Need) -> Iterator[Unusable]:
        for balance in self.goods[need.item_id]:
            is_here = balance.place.warehouse_id == need.warehouse_id
            if is_here and balance.lot and (why := _why_not(balance)):
                yield Unusable(balance.lot, balance.place, balance.quantity, why)


def _goods_of(item_ids: set[int]) -> QuerySet[Any]:
    """Firsts in storage, each with whether its lot is on hold, the first to expire first."""
    holds = LotHold.objects.filter(lot=OuterRef("lot"), released_at=None)
    stored = Balance.objects.filter(
        item__in=item_ids, is_storage=True, quantity__gt=0, grade=Grade.FIRSTS
    )
    goods = stored.select_related("lot", "place__warehouse").annotate(is_held=Exists(holds))
    return goods.order_by(F("lot__expires_on").asc(nulls_last=True), "id")


def _supplies_of(item_ids: set[int]) -> QuerySet[ExpectedSupply]:
    supplies = ExpectedSupply.objects.filter(item__in=item_ids, closed_at=None)
    outstanding = supplies.filter(received__lt=F("quantity"))
    return outstanding.order_by(F("due_at").asc(nulls_last=True), "id")


def _why_not(balance: Any) -> str:
    """Why nobody may use these goods: held or expired; nothing when they may."""
    if balance.is_held:
        return "held"
    expires = balance.lot.expires_on if balance.lot else None
    return "expired" if expires and expires < plant_today() else ""


def _shelf(wanted: Need | ExpectedSupply) -> tuple[int, int]:
    return wanted.item_id, wanted.warehouse_id


def _urgency_of(claims: Sequence[Claim]) -> tuple[object, ...]:
    return urgency(claims[0].need)


def _total(claims: Iterable[Claim]) -> Decimal:
    return sum((claim.quantity for claim in claims), Decimal())


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> Groups[Thing]:
    groups: Groups[Thing] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups
