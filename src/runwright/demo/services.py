"""Making the demo factory."""

from datetime import datetime, timedelta

from django.db import transaction

from runwright.company.holding import company_held
from runwright.company.selectors import company_exists, plant_zone
from runwright.company.services import company_set, prefixes_accept
from runwright.demo.history import History
from runwright.demo.items import items_create
from runwright.demo.mill import Mill
from runwright.demo.moments import Moments
from runwright.demo.orders import OPENING
from runwright.demo.past import past_bring_over
from runwright.demo.people import crew_create, crew_qualify
from runwright.demo.plant import Plant, plant_create
from runwright.demo.recipes import Kitchen
from runwright.demo.stores import Keeper
from runwright.demo.story import END
from runwright.journal import clock
from runwright.journal.bulk import statistics_refresh
from runwright.people.actor import Actor
from runwright.resources.calendars import calendar_of
from runwright.resources.selectors import schedule_get

FOUNDED = timedelta(days=40)
OPENED = timedelta(days=2)


@transaction.atomic
def demo_create(*, actor: Actor, anchor: datetime | None = None) -> bool:
    """Fill an empty database with the mill, half a year of its history, and two weeks of its work
    that end at ``anchor`` (now).

    All or nothing. Does nothing and says ``False`` when there is a company already. For one
    anchor it always makes the same factory; another one only moves it in time.
    """
    if company_exists():
        return False
    end = anchor or clock.now()
    with clock.stopped_at(end - FOUNDED):
        mill = _found(end, actor)
    with company_held():
        _play(mill)
    statistics_refresh()
    return True


def _play(mill: Mill) -> None:
    with clock.stopped_at(mill.moments.instant(0) - OPENED):
        keeper = Keeper(mill)
        for row in OPENING:
            keeper.open(row)
        past_bring_over(mill, actor=mill.clerk("ioana"))
    History(mill).play()


def _found(end: datetime, actor: Actor) -> Mill:
    """Company, people, place, items and recipes, as they stood before the story begins."""
    company_set(
        actor=actor,
        is_demo=True,
        name="Ariciul Knitting Mill",
        country="RO",
        currency="EUR",
        time_zone="Europe/Bucharest",
    )
    prefixes_accept(actor=actor)
    crew = crew_create(actor=actor)
    plant = plant_create(now=end.astimezone(plant_zone()), actor=actor)
    centres = {code: centre.id for code, centre in plant.centres.items()}
    crew_qualify(crew=crew, centres=centres, actor=actor)
    engineer = crew.actors["radu"]
    items = items_create(actor=engineer)
    kitchen = Kitchen(items, plant, engineer)
    kitchen.create()
    return Mill(crew, plant, items, kitchen, _moments(plant, end, actor))


def _moments(plant: Plant, end: datetime, actor: Actor) -> Moments:
    schedule = schedule_get(schedule_id=plant.schedule.id, actor=actor)
    return Moments(calendar=calendar_of(schedule), end=end, length=END)
