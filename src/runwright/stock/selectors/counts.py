"""Reading count sheets, and which steps are offered on them."""

from django.db.models import Count as Number
from django.db.models import F, Prefetch, Q, QuerySet

from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.stock.errors import CountNotFound
from runwright.stock.models import Count, CountLine
from runwright.stock.services.counts import sheet_of
from runwright.stock.states import COUNT_LIFE


def counts_all(*, actor: Actor) -> QuerySet[Count]:
    """Every sheet with how many lines it has, how many are counted, and how many differ."""
    actor.require("stock.view")
    differs = Q(lines__counted__isnull=False) & ~Q(lines__counted=F("lines__expected"))
    counts = Count.objects.select_related("warehouse", "place").annotate(
        line_count=Number("lines"),
        counted_count=Number("lines", filter=Q(lines__counted__isnull=False)),
        differing=Number("lines", filter=differs),
    )
    return within(counts, actor.warehouses, "warehouse").order_by("-opened_at", "-id")


def count_get(*, count_id: int, actor: Actor) -> Count:
    """One sheet with its lines. Raises ``CountNotFound``."""
    lines = CountLine.objects.select_related("item__unit", "lot", "place")
    sheets = counts_all(actor=actor).prefetch_related(Prefetch("lines", lines))
    count = sheets.filter(id=count_id).first()
    if count is None:
        raise CountNotFound(key=count_id)
    return count


def count_verbs(*, count: Count, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a sheet now, its reason not yet given."""
    sheet = sheet_of(lines=list(count.lines.all()), reason="given in time")
    return COUNT_LIFE.verbs(sheet, state=count.state, permissions=actor.permissions)
