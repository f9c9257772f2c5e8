"""The report on effectiveness: work centres, machines, losses and trend of a period."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery
from runwright.reports.lists.columns import Label
from runwright.reports.lists.words import LOSSES as LOSS_WORDS
from runwright.reports.oee.facts import Facts, Place, PlaceKey, facts_in, places_all
from runwright.reports.oee.rules import (
    LOSSES,
    NOT_SCHEDULED,
    RANK,
    Effectiveness,
    Piece,
    seconds_per_bucket,
    total,
)
from runwright.reports.oee.window import Bucket, Window, window_of
from runwright.reports.periods import period_of
from runwright.reports.rounding import seconds_as_minutes, share

USUAL_PERIOD = "3_months"
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Figures:
    """Effectiveness of a machine, of a work centre, or of all; times in minutes, shares of one.

    A share is none where there is no figure: no schedule, nothing made, no ideal time.
    """

    kind: str
    id: int | None
    code: str
    name: str
    centre: str
    target: Decimal | None
    has_schedule: bool
    value: Effectiveness

    @property
    def availability(self) -> Decimal | None:
        return share(self.value.availability)

    @property
    def performance(self) -> Decimal | None:
        return share(self.value.performance) if self.value.scheduled else None

    @property
    def quality(self) -> Decimal | None:
        return share(self.value.quality)

    @property
    def oee(self) -> Decimal | None:
        return share(self.value.oee)

    @property
    def is_estimated(self) -> bool:
        return self.value.is_estimated

    @property
    def is_below_target(self) -> bool:
        """Whether there is a target, and a figure that does not reach it."""
        return self.oee is not None and self.target is not None and self.oee < self.target

    @property
    def planned(self) -> Decimal:
        return seconds_as_minutes(self.value.planned)

    @property
    def not_scheduled(self) -> Decimal:
        return seconds_as_minutes(self.value.lost(NOT_SCHEDULED))

    @property
    def scheduled(self) -> Decimal:
        return seconds_as_minutes(self.value.scheduled)

    @property
    def run(self) -> Decimal:
        return seconds_as_minutes(self.value.run)

    @property
    def lost(self) -> Decimal:
        """All losses of availability."""
        return seconds_as_minutes(self.value.scheduled - self.value.run)

    @property
    def earned(self) -> Decimal:
        """What all pieces would have taken at their ideal cycle."""
        return seconds_as_minutes(self.value.made.earned)

    @property
    def good(self) -> Decimal:
        """What the good pieces would have taken: what is left of the scheduled time."""
        return seconds_as_minutes(self.value.made.good)


@dataclass(frozen=True)
class Loss:
    """Minutes lost to one reason (or to none that was given), and the loss it counts as."""

    loss: str
    reason: str
    minutes: Decimal

    @property
    def label(self) -> Label:
        """The reason in words, else the loss."""
        return self.reason or LOSS_WORDS[self.loss]


@dataclass(frozen=True)
class Oee:
    """The whole report. ``trend`` goes with the buckets of ``window``."""

    window: Window
    centre: str
    machine: str
    centres: Sequence[Figures]
    machines: Sequence[Figures]
    total: Figures
    trend: Sequence[Figures]
    choices: Sequence[tuple[str, str]]

    @property
    def losses(self) -> list[Loss]:
        """Losses of availability by reason, the greatest first."""
        return losses_of(self.total.value)

    @property
    def buckets(self) -> list[tuple[Bucket, Figures]]:
        """Days or weeks with their figures."""
        return [*zip(self.window.buckets, self.trend, strict=True)]


def losses_of(value: Effectiveness) -> list[Loss]:
    """Losses of availability by reason, the greatest first."""
    found = [
        Loss(cause.loss, cause.reason, seconds_as_minutes(seconds))
        for cause, seconds in value.seconds.items()
        if cause.loss in LOSSES and seconds
    ]
    return sorted(found, key=lambda one: (-one.minutes, one.loss, one.reason))


def oee_report(*, given: Given, actor: Actor) -> Oee:
    """The report for ``period`` (``from``, ``to``), ``by`` day or week, ``centre``, ``machine``.

    A fixed number of queries. Raises ``Forbidden``, ``BadQuery``, ``BadPeriod`` and
    ``PeriodTooLong``.
    """
    places, window = asked(given, actor)
    facts = facts_in(window, places, actor=actor)
    shown = _chosen(places, given)
    parts = {place.key: _parts(facts, place) for place in shown}
    named = [place for place in shown if place.machine and _is_told(place, parts[place.key])]
    values = [total(column) for column in zip(*parts.values(), strict=True)]
    sums = {key: total(found) for key, found in parts.items()}
    return Oee(
        window=window,
        centre=_one(given, "centre"),
        machine=_one(given, "machine"),
        centres=_by_centre(shown, sums),
        machines=[_machine(place, sums[place.key]) for place in named],
        total=_total(shown, total(values)),
        trend=[_total(shown, value) for value in values]
        or [_total(shown, Effectiveness()) for _ in window.buckets],
        choices=_choices(places),
    )


def pieces_of(*, given: Given, actor: Actor) -> tuple[Window, list[tuple[Place, Piece]]]:
    """The working time behind a figure, piece by piece in order of time: what it counts as.

    ``loss`` and ``reason`` leave the pieces of one class. Raises like ``oee_report``.
    """
    places, window = asked(given, actor)
    facts = facts_in(window, places, actor=actor)
    loss, reason = _one(given, "loss"), _one(given, "reason")
    if loss and loss not in RANK:
        raise BadQuery(field="loss", value=loss[:40])
    found = [
        (place, piece)
        for place in _chosen(places, given)
        for piece in facts.pieces(place)
        if loss in {"", piece.cause.loss} and (not reason or piece.cause.reason == reason)
    ]
    return window, sorted(found, key=lambda one: (one[1].start, one[0].key[0], one[1].cause.rank))


def asked(given: Given, actor: Actor) -> tuple[list[Place], Window]:
    """All places, and the window that is asked for."""
    actor.require("reports.view")
    at, zone = now(), plant_zone()
    named = {"period": [USUAL_PERIOD]} | {name: [*values] for name, values in given.items()}
    period = period_of(named, today=at.astimezone(zone).date(), zone=zone)
    places = places_all(actor=actor)
    since = min((p.since for p in places if p.since), default=None)
    return places, window_of(period, by=_one(given, "by"), since=since, now=at)


def _one(given: Given, name: str) -> str:
    return "".join(given.get(name, ())[:1])


def _chosen(places: Sequence[Place], given: Given) -> list[Place]:
    """The places asked for. Raises ``BadQuery`` for a code that nobody has."""
    tests: dict[str, Callable[[Place], bool]] = {
        "centre": lambda place: place.centre.code == _one(given, "centre"),
        "machine": lambda place: getattr(place.machine, "code", None) == _one(given, "machine"),
    }
    for name, fits in tests.items():
        if value := _one(given, name):
            places = [place for place in places if fits(place)]
            if not places:
                raise BadQuery(field=name, value=value[:40])
    return [*places]


def _parts(facts: Facts, place: Place) -> list[Effectiveness]:
    """The effectiveness of a place in every bucket."""
    seconds = seconds_per_bucket(facts.pieces(place), facts.window.starts)
    unlogged = bool(place.lanes) and not facts.is_logged(place)
    return [
        Effectiveness(found, made, unlogged and bool(found))
        for found, made in zip(seconds, facts.made_in(place), strict=True)
    ]


def _is_told(place: Place, parts: Iterable[Effectiveness]) -> bool:
    """A machine out of use is told only where there is something to tell."""
    return place.machine.archived_at is None or any(part.made.quantity for part in parts)


def _by_centre(places: Sequence[Place], sums: Mapping[PlaceKey, Effectiveness]) -> list[Figures]:
    centres = {place.centre.id: place.centre for place in places}
    return [
        Figures("work_centre", id_, centre.code, centre.name, centre.code, centre.oee_target,
                centre.schedule_id is not None,
                total(sums[place.key] for place in places if place.centre.id == id_))
        for id_, centre in centres.items()
        if centre.archived_at is None
    ]  # fmt: skip


def _machine(place: Place, value: Effectiveness) -> Figures:
    centre, machine = place.centre, place.machine
    return Figures("machine", machine.id, machine.code, machine.name, centre.code,
                   centre.oee_target, place.calendar is not None, value)  # fmt: skip


def _total(places: Sequence[Place], value: Effectiveness) -> Figures:
    """All places together; their target if they share one."""
    targets = {place.centre.oee_target for place in places}
    target = targets.pop() if len(targets) == 1 else None
    return Figures("all", None, "", "", "", target, any(p.calendar for p in places), value)


def _choices(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Work centres in use that can be asked for, by code."""
    centres = {p.centre.code: p.centre.name for p in places if p.centre.archived_at is None}
    return [*centres.items()]


def at_local(second: int, window: Window) -> datetime:
    """An instant given in seconds since the epoch, in the plant's zone."""
    return datetime.fromtimestamp(second, window.period.zone)
