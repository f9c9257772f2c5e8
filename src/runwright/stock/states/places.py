"""The lives of warehouses and storage places."""

from collections.abc import Iterator

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.masters import also, master_life
from runwright.kernel.transitions import guard
from runwright.stock.errors import GoodsLieThere, LastPlace, StaysDefault, StillUsed
from runwright.stock.models import Balance, ExpectedSupply, Need, Place, Warehouse

MANAGE = "stock.adjust"


def nothing_needs_it(warehouse: Warehouse) -> tuple[Reason, ...]:
    """A warehouse stays in use while it is a default, goods lie in it, or something is wanted or
    expected there; every one is a reason."""
    return tuple(_needed(warehouse))


def _needed(warehouse: Warehouse) -> Iterator[Reason]:
    facts: dict[str, object] = {"warehouse": warehouse.code}
    if warehouse.is_components_default or warehouse.is_goods_default:
        yield Reason(StaysDefault.template, facts)
    stored = Balance.objects.filter(place__warehouse=warehouse, is_storage=True, quantity__gt=0)
    if codes := sorted(set(stored.values_list("item__code", flat=True))):
        yield Reason(GoodsLieThere.template, {"place": warehouse.code, "items": codes})
    for noun in (Need, ExpectedSupply):
        causes = noun.objects.filter(warehouse=warehouse, closed_at=None)
        if found := sorted(set(causes.values_list("cause", flat=True))):
            yield Reason(StillUsed.template, {**facts, "causes": found})


def it_is_empty(place: Place) -> None:
    """Raise ``GoodsLieThere`` for a place with goods."""
    stored = Balance.objects.filter(place=place, quantity__gt=0)
    if codes := sorted(set(stored.values_list("item__code", flat=True))):
        raise GoodsLieThere(place=place.code, items=codes)


def another_remains(place: Place) -> None:
    """Raise ``LastPlace`` for the only place in use of its warehouse."""
    others = Place.objects.filter(warehouse=place.warehouse_id, archived_at=None)
    if not others.exclude(id=place.pk).exists():
        raise LastPlace(place=place.code)


WAREHOUSE_LIFE = master_life(
    "warehouse",
    MANAGE,
    also("add_place", MANAGE, gettext_noop("New place")),
    kept_by=(nothing_needs_it,),
)
PLACE_LIFE = master_life("place", MANAGE, kept_by=(guard(it_is_empty), guard(another_remains)))
