"""What the screen of a station knows beforehand."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from runwright.engineering.models import BomLine, Operation
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.models import ScrapReason
from runwright.resources.errors import StationNotFound
from runwright.resources.models import Station


@dataclass(frozen=True)
class StationScreen:
    """A station, the names of the operations it serves, whether labelled parts become something
    else there, and the reasons for scrap, by name."""

    station: Station
    operations: tuple[str, ...]
    takes_parts: bool
    scrap_reasons: tuple[tuple[int, str], ...]


def station_screen(*, station_id: int, actor: Actor) -> StationScreen:
    """What is told of a station to whoever scans there. Raises ``StationNotFound``."""
    actor.require("production.scan")
    stations = Station.objects.select_related("department").filter(archived_at=None)
    station = within(stations, actor.departments, "department").filter(id=station_id).first()
    if station is None:
        raise StationNotFound(key=station_id)
    served = Operation.objects.filter(stations=station_id, routing__archived_at=None)
    reasons = ScrapReason.objects.filter(archived_at=None).order_by("name")
    return StationScreen(
        station=station,
        operations=tuple(served.order_by("name").values_list("name", flat=True).distinct()),
        takes_parts=_takes_parts(served),
        scrap_reasons=tuple(reasons.values_list("id", "name")),
    )


def _takes_parts(served: QuerySet[Operation]) -> bool:
    """Whether a recipe puts something that is made in-house into one of these operations; a line
    that names none goes into the first."""
    first = Operation.objects.filter(routing=OuterRef("bom__routing")).order_by("sequence")
    made = BomLine.objects.filter(item__supply="make").exclude(bom__state="archived")
    made = made.annotate(first=Subquery(first.values("id")[:1]))
    here = Q(operation__in=served) | Q(operation=None, first__in=served)
    return made.filter(here).exists()
