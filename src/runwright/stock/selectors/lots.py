"""Reading lots: where they are, who may use them, who claims them."""

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from runwright.company.selectors import plant_today
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.stock.errors import LotNotFound
from runwright.stock.limits import own_lots
from runwright.stock.models import Balance, Claim, Lot, LotHold
from runwright.stock.selectors.goods import ZERO


def lots_all(*, actor: Actor) -> QuerySet[Lot]:
    """Every lot with its item, what of it is ``on_hand`` and ``reserved``, and its ``state``:
    held, expired or usable; newest first. Whoever is limited is told of their own warehouses."""
    actor.require("stock.view")
    stored = Balance.objects.filter(lot=OuterRef("pk"), is_storage=True).order_by()
    stored = within(stored, actor.warehouses, "place__warehouse")
    on_hand = stored.values("lot").annotate(total=Sum("quantity")).values("total")
    claims = Claim.objects.filter(balance__lot=OuterRef("pk")).order_by()
    claims = within(claims, actor.warehouses, "balance__place__warehouse")
    reserved = claims.values("balance__lot").annotate(total=Sum("quantity")).values("total")
    held = Exists(LotHold.objects.filter(lot=OuterRef("pk"), released_at=None))
    state = Case(
        When(held, then=Value("held")),
        When(expires_on__lt=plant_today(), then=Value("expired")),
        default=Value("usable"),
    )
    lots = own_lots(Lot.objects.select_related("item__unit"), actor).annotate(
        on_hand=Coalesce(Subquery(on_hand), ZERO),
        reserved=Coalesce(Subquery(reserved), ZERO),
        state=state,
    )
    return lots.order_by("-id")


def lot_get(*, lot_id: int, actor: Actor) -> Lot:
    """One lot with its holds. Raises ``LotNotFound``."""
    lot = lots_all(actor=actor).prefetch_related("holds").filter(id=lot_id).first()
    if lot is None:
        raise LotNotFound(key=lot_id)
    return lot


def lot_claims(*, lot_id: int, actor: Actor) -> QuerySet[Claim]:
    """Who claims goods of a lot, the most urgent first."""
    actor.require("stock.view")
    claims = Claim.objects.filter(balance__lot=lot_id).select_related("need", "balance__place")
    claims = within(claims, actor.warehouses, "balance__place__warehouse")
    return claims.order_by("need__priority", F("need__needed_by").asc(nulls_last=True), "need_id")
