"""What each step of the set-up needs, and what is missing of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from runwright.catalog.selectors import items_all
from runwright.company.selectors import company_get, plant_today
from runwright.engineering.selectors import boms_all, routings_all
from runwright.kernel.errors import Reason, gettext_noop
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all
from runwright.resources.selectors import schedules_all, work_centres_all
from runwright.units.models import UnitCategory
from runwright.units.selectors import categories_in_use


@dataclass(frozen=True)
class Gap:
    """Something that is missing: in words, at which record, and whether the step waits for it."""

    reason: Reason
    kind: str
    record_id: int | None = None
    is_needed: bool = False


@dataclass(frozen=True)
class Found:
    """How many records a step has, and what is missing."""

    count: int
    gaps: tuple[Gap, ...]


def _needed(sentence: str, kind: str) -> Gap:
    return Gap(Reason(sentence), kind, is_needed=True)


def _about(sentence: str, kind: str, record_id: int, **facts: object) -> Gap:
    return Gap(Reason(sentence, facts), kind, record_id)


def units(actor: Actor) -> Found:
    """Unit categories, each with a reference unit."""
    categories = list(categories_in_use(actor=actor))
    count = sum(len(category.units.all()) for category in categories)
    return Found(count, tuple(_unit_gaps(categories, count)))


def _unit_gaps(categories: list[UnitCategory], count: int) -> Iterator[Gap]:
    if not count:
        yield _needed(gettext_noop("There is no unit yet."), "unit")
    for one in categories:
        if not one.units.all():
            sentence = gettext_noop("{name} has no unit yet.")
            yield _about(sentence, "unit_category", one.id, name=one.name)


def schedules(actor: Actor) -> Found:
    """Work schedules that name the public holidays of the year."""
    year = plant_today().year
    holidays = Count("exceptions", Q(exceptions__kind="holiday", exceptions__first_day__year=year))
    found = schedules_all(actor=actor).filter(archived_at=None).annotate(holidays=holidays)
    rows = list(found.prefetch_related(None).values_list("id", "name", "holidays"))
    gaps = [] if rows else [_needed(gettext_noop("There is no work schedule yet."), "schedule")]
    sentence = gettext_noop("{name} names no public holiday of {year}.")
    bare = [(id_, name) for id_, name, count in rows if not count]
    gaps += [_about(sentence, "holidays", id_, name=name, year=year) for id_, name in bare]
    return Found(len(rows), tuple(gaps))


def work_centres(actor: Actor) -> Found:
    """Work centres with schedule and cost, and people with a rate."""
    found = work_centres_all(actor=actor).filter(archived_at=None).prefetch_related(None)
    centres = list(found.values_list("id", "code", "schedule_id", "cost_per_hour"))
    gaps = [] if centres else [_needed(gettext_noop("There is no work centre yet."), "work_centre")]
    for id_, code, schedule_id, cost in centres:
        gaps += _centre_gaps(id_, code, schedule_id, cost)
    return Found(len(centres), (*gaps, *_people_gaps(actor)))


def _centre_gaps(id_: int, code: str, schedule_id: int | None, cost: Decimal) -> Iterator[Gap]:
    if schedule_id is None:
        yield _about(gettext_noop("{code} has no work schedule."), "work_centre", id_, code=code)
    if not cost:
        sentence = gettext_noop("The cost per hour of {code} is 0.")
        yield _about(sentence, "work_centre", id_, code=code)


def _people_gaps(actor: Actor) -> Iterator[Gap]:
    """Nobody at all, and those whose hour costs nothing: no rate of their own or a department's."""
    people = operators_all(actor=actor).filter(archived_at=None)
    if not people.exists():
        yield _needed(gettext_noop("There is no operator yet."), "operator")
    cheap = people.filter(Q(hourly_rate=None) | Q(hourly_rate=0))
    paid = Q(hourly_rate=None, departments__labour_rate__gt=0, departments__archived_at=None)
    for id_, name in cheap.exclude(pk__in=people.filter(paid)).values_list("id", "name"):
        yield _about(gettext_noop("{name} has no rate per hour."), "operator", id_, name=name)


def routings(actor: Actor) -> Found:
    """Routings with operations that take time."""
    empty = Count("operations")
    idle = Count("operations", Q(operations__cycle_minutes=0, operations__is_external=False))
    found = routings_all(actor=actor).filter(archived_at=None).prefetch_related(None)
    rows = found.annotate(steps=empty, idle=idle).values_list("id", "code", "steps", "idle")
    gaps = [] if rows else [_needed(gettext_noop("There is no routing yet."), "routing")]
    for id_, code, steps, idle_steps in rows:
        if not steps:
            gaps.append(_about(gettext_noop("{code} has no operation."), "routing", id_, code=code))
        if idle_steps:
            sentence = gettext_noop("{n} operations of {code} have no run time.")
            gaps.append(_about(sentence, "routing", id_, code=code, n=idle_steps))
    return Found(len(rows), tuple(gaps))


def items(actor: Actor) -> Found:
    """Items, the bought ones with a cost."""
    in_use = items_all(actor=actor).filter(archived_at=None)
    count = in_use.count()
    gaps = [] if count else [_needed(gettext_noop("There is no item yet."), "item")]
    dear = Q(standard_cost=None) | Q(standard_cost=0)
    cheap = in_use.filter(dear, supply="buy").exclude(kind="service")
    sentence = gettext_noop("{code} is bought and has no standard cost.")
    rows = cheap.values_list("id", "code")
    return Found(count, (*gaps, *(_about(sentence, "item", i, code=code) for i, code in rows)))


def boms(actor: Actor) -> Found:
    """Bills of materials, validated, one for every item that is made."""
    live = boms_all(actor=actor).exclude(state="archived").prefetch_related(None)
    rows = list(live.values_list("id", "code", "revision", "state", "item_id"))
    gaps = [] if rows else [_needed(gettext_noop("There is no bill of materials yet."), "bom")]
    if rows and all(state == "draft" for *_, state, _ in rows):
        gaps.append(_needed(gettext_noop("No bill of materials is validated yet."), "bom"))
    validated = {code for _, code, _, state, _ in rows if state == "validated"}
    for id_, code, revision, state, _ in rows:
        if state == "draft" and code not in validated:
            sentence = gettext_noop("Nobody has validated {code}.")
            gaps.append(_about(sentence, "bom", id_, code=f"{code}/{revision}"))
    return Found(len(rows), (*gaps, *_made_without(actor, {row[4] for row in rows})))


def _made_without(actor: Actor, with_bom: set[int]) -> Iterator[Gap]:
    made = items_all(actor=actor).filter(archived_at=None, supply="make").exclude(kind="service")
    for id_, code in made.exclude(id__in=with_bom).values_list("id", "code"):
        sentence = gettext_noop("{code} is made and has no bill of materials.")
        yield _about(sentence, "item_bom", id_, code=code)


def prefixes(actor: Actor) -> Found:
    """Document prefixes that somebody has looked at."""
    actor.require("company.view")
    if company_get().prefixes_checked_at:
        return Found(1, ())
    sentence = gettext_noop("Nobody has looked at the prefixes of documents yet.")
    return Found(0, (_needed(sentence, "prefix"),))


STEPS: dict[str, tuple[str, Callable[[Actor], Found]]] = {
    "units": (gettext_noop("Units"), units),
    "schedules": (gettext_noop("Work schedules"), schedules),
    "work_centres": (gettext_noop("Work centres and staff"), work_centres),
    "routings": (gettext_noop("Routings"), routings),
    "items": (gettext_noop("Items"), items),
    "boms": (gettext_noop("Bills of materials"), boms),
    "prefixes": (gettext_noop("Document prefixes"), prefixes),
}
"""The seven steps in order: what each is called, and how it is looked at."""
