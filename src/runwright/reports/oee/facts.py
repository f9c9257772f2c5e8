"""What effectiveness is counted from: places, their calendars, their stops, what they made."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from runwright.floor.selectors import downtimes_between
from runwright.kernel.worktime import WorkCalendar
from runwright.people.actor import Actor
from runwright.production.selectors.effectiveness import (
    MadeOnDay,
    made_per_day,
    time_lost,
    work_began,
)
from runwright.reports.oee.rules import NOTHING_MADE, Cause, Made, Piece, Stop, pieces
from runwright.reports.oee.window import Window
from runwright.resources.calendars import calendars_all
from runwright.resources.selectors import work_centres_all

KINDS = {"setup": "setup", "disruption": "breakdown"}
"""Time booked on work orders that is lost, and the loss it is."""

PlaceKey = tuple[int, int | None]
"""A work centre and a machine of it; no machine stands for the centre's lanes."""


@dataclass(frozen=True)
class Place:
    """A machine, or the lanes of a work centre; without calendar it has no figures."""

    centre: Any
    machine: Any
    calendar: WorkCalendar | None
    since: datetime | None

    @property
    def key(self) -> PlaceKey:
        """How its facts name it."""
        return self.centre.id, self.machine.id if self.machine else None

    @property
    def lanes(self) -> int:
        """How many orders it works on at once; the lanes of machines are these themselves."""
        if self.machine:
            return 1
        return 0 if self.centre.machines.all() else int(self.centre.lanes)


@dataclass(frozen=True)
class Facts:
    """Everything read for a window, by place."""

    window: Window
    places: Sequence[Place]
    stops: Mapping[PlaceKey, Sequence[Stop]]
    logged: frozenset[PlaceKey]
    made: Mapping[PlaceKey, Sequence[MadeOnDay]]

    def pieces(self, place: Place) -> Iterator[Piece]:
        """The working time of a place, piece by piece."""
        if place.calendar is None or not place.lanes:
            return iter(())
        working = self.window.working(place.calendar, place.since)
        stops = [*self.stops.get(place.key, ())]
        if place.machine:
            stops += self.stops.get((place.centre.id, None), ())
        return pieces(working, stops, lanes=place.lanes)

    def is_logged(self, place: Place) -> bool:
        """Whether any stop of the place, or of its whole work centre, was logged."""
        return place.key in self.logged or (place.centre.id, None) in self.logged

    def made_in(self, place: Place) -> list[Made]:
        """What the place made in each bucket."""
        found = [NOTHING_MADE] * len(self.window.buckets)
        for row in self.made.get(place.key, ()):
            found[self.window.number_of(row.day)] += _made(row)
        return found


def facts_in(window: Window, places: Sequence[Place], *, actor: Actor) -> Facts:
    """Stops and output of all places in a window: three queries, whatever there is."""
    stops, logged = _stops(window, places, actor)
    made: defaultdict[PlaceKey, list[MadeOnDay]] = defaultdict(list)
    for row in made_per_day(start=window.start, end=window.end, unit=window.by, actor=actor):
        made[row.work_centre_id, row.machine_id].append(row)
    return Facts(window, places, stops, logged, made)


def places_all(*, actor: Actor) -> list[Place]:
    """Every machine and every work centre's lanes, by code of work centre and machine."""
    calendars = calendars_all(actor=actor)
    began = work_began(actor=actor)
    return [
        Place(centre, machine, calendars.get(centre.schedule_id or 0), began.get(centre.id))
        for centre in work_centres_all(actor=actor)
        for machine in [*sorted(centre.machines.all(), key=lambda one: one.code), None]
    ]


def _stops(
    window: Window, places: Sequence[Place], actor: Actor
) -> tuple[dict[PlaceKey, list[Stop]], frozenset[PlaceKey]]:
    """Stops by place, and the places for which one was logged as such."""
    centres = {p.machine.id: p.centre.id for p in places if p.machine}
    stops: defaultdict[PlaceKey, list[Stop]] = defaultdict(list)
    end = int(window.end.timestamp())
    for one in downtimes_between(start=window.start, end=window.end, actor=actor):
        key = (one.work_centre_id or centres.get(one.machine_id or 0, 0), one.machine_id)
        until = int(one.ended_at.timestamp()) if one.ended_at else end
        cause = Cause(one.reason.loss, one.reason.name)
        lanes = one.work_centre.lanes if one.work_centre else 1
        stops[key].append(Stop(int(one.started_at.timestamp()), until, cause, lanes))
    logged = frozenset(stops)
    for lost in time_lost(start=window.start, end=window.end, now=window.now, actor=actor):
        stop = Stop(lost.start, lost.end, Cause(KINDS[lost.kind]))
        stops[lost.work_centre_id, lost.machine_id].append(stop)
    return stops, logged


def _made(row: MadeOnDay) -> Made:
    return Made(
        Fraction(row.earned),
        Fraction(row.good),
        Fraction(row.quantity),
        Fraction(row.bad),
        Fraction(row.untimed),
        frozenset({row.unit_category_id}),
    )
