"""Writing the company, its policies and prefixes, and drawing document numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection, transaction

from runwright.company.errors import (
    BlockedTimeOutOfRange,
    CounterGoesBack,
    IdleTimeOutOfRange,
    KeptDaysOutOfRange,
    PolicyNotPossible,
    PrefixTaken,
    ToleranceNotAShare,
    UnknownCountry,
    UnknownCurrency,
    UnknownDocument,
    UnknownTimeZone,
)
from runwright.company.holding import forget
from runwright.company.models import (
    DOCUMENTS,
    OPEN,
    STRICT,
    Company,
    DocumentPrefix,
    DocumentSequence,
    Policy,
)
from runwright.company.rules import (
    LARGEST,
    counted,
    countries,
    number_of,
    pattern_check,
    prefix_on,
    shape_of,
)
from runwright.company.selectors import UNNAMED, pattern_of, plant_today
from runwright.journal.clock import now
from runwright.journal.rows import answer
from runwright.journal.services import Edit, Subject, entry_record, fields_set
from runwright.kernel.errors import Refusal, refuse_all
from runwright.people.actor import Actor

POLICIES: dict[str, tuple[Policy, ...]] = {
    "overproduction": tuple(Policy),
    "shortage_confirm": tuple(Policy),
    "shortage_plan": tuple(Policy),
    "shortage_release": tuple(Policy),
    "shortage_scan": STRICT,
    "shortage_issue": STRICT,
    "shortage_delivery": STRICT,
    "over_receipt": OPEN,
}
"""Each policy with what it can be."""
EDITABLE = frozenset(
    {"name", "country", "currency", "time_zone", "language", "overproduction_tolerance"}
    | {"orders_from_sales", "station_idle_minutes", "blocked_hours", "webhook_days", *POLICIES}
)

DAY_IN_MINUTES = 1440
MOST_BLOCKED_HOURS = 1000
MOST_WEBHOOK_DAYS = 3650

DRAW = """
INSERT INTO company_documentsequence (kind, prefix, next_number) VALUES (%(kind)s, %(prefix)s, 2)
ON CONFLICT (kind, prefix)
DO UPDATE SET next_number = company_documentsequence.next_number + 1
RETURNING next_number - 1
"""
PASS = """
INSERT INTO company_documentsequence (kind, prefix, next_number)
VALUES (%(kind)s, %(prefix)s, %(next)s)
ON CONFLICT (kind, prefix)
DO UPDATE SET next_number = excluded.next_number
WHERE company_documentsequence.next_number < excluded.next_number
"""


@transaction.atomic
def company_set(*, actor: Actor, is_demo: bool | None = None, **fields: object) -> Company:
    """Set fields and policies of the company (created on first use).

    Raises ``Invalid`` with every field that is wrong.
    """
    actor.require("company.manage")
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not a company field: {sorted(unknown)}")
    refuse_all(_wrong(fields))
    company = _company_locked()
    if is_demo is not None:
        company.is_demo = is_demo
    company.save()
    edits = fields_set(record=company, fields=fields)
    subject = Subject("company", "1", company.name)
    entry_record(actor=actor, verb="company.set", subject=subject, edits=edits)
    forget()
    return company


def _company_locked() -> Company:
    found = Company.objects.select_for_update().filter(id=1).first()
    return found or Company(id=1, name=UNNAMED)


def _wrong(fields: Mapping[str, object]) -> Iterator[Refusal]:
    zone, currency = fields.get("time_zone"), fields.get("currency")
    if zone is not None and not _is_zone(str(zone)):
        yield UnknownTimeZone(name=zone)
    if currency is not None and not re.fullmatch("[A-Z]{3}", str(currency)):
        yield UnknownCurrency(currency=currency)
    country = fields.get("country")
    if country is not None and country not in countries():
        yield UnknownCountry(country=country)
    tolerance = fields.get("overproduction_tolerance")
    if isinstance(tolerance, Decimal) and not 0 <= tolerance <= 1:
        yield ToleranceNotAShare(tolerance=tolerance)
    idle = fields.get("station_idle_minutes")
    if isinstance(idle, int) and not 1 <= idle <= DAY_IN_MINUTES:
        yield IdleTimeOutOfRange(minutes=idle)
    blocked = fields.get("blocked_hours")
    if isinstance(blocked, int) and not 1 <= blocked <= MOST_BLOCKED_HOURS:
        yield BlockedTimeOutOfRange(hours=blocked, most=MOST_BLOCKED_HOURS)
    kept = fields.get("webhook_days")
    if isinstance(kept, int) and not 1 <= kept <= MOST_WEBHOOK_DAYS:
        yield KeptDaysOutOfRange(days=kept, most=MOST_WEBHOOK_DAYS)
    for name in POLICIES.keys() & fields.keys():
        if fields[name] not in POLICIES[name]:
            choices = [policy.value for policy in POLICIES[name]]
            yield PolicyNotPossible(policy=name, value=fields[name], choices=choices, field=name)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@transaction.atomic
def prefix_set(
    *, kind: str, actor: Actor, pattern: str | None = None, next_number: int | None = None
) -> None:
    """Give a kind of document another prefix, or move the counter of its prefix forward.

    Numbers given already stay as they are. Raises ``UnknownDocument``, ``PrefixNotPossible``,
    ``PrefixTaken``, ``CounterGoesBack``.
    """
    actor.require("company.manage")
    if kind not in DOCUMENTS:
        raise UnknownDocument(kind=kind)
    company = _company_locked()  # also that two kinds do not take one prefix at once
    _prefixes_checked(company)
    edits = [*_pattern_change(kind, pattern), *_counter_change(kind, next_number)]
    if edits:
        subject = Subject("document", kind, DOCUMENTS[kind][0])
        entry_record(actor=actor, verb="document.set_prefix", subject=subject, edits=edits)


@transaction.atomic
def prefixes_accept(*, actor: Actor) -> None:
    """Say that the prefixes are good as they are."""
    actor.require("company.manage")
    company = _company_locked()
    _prefixes_checked(company)
    subject = Subject("company", "1", company.name)
    entry_record(actor=actor, verb="company.accept_prefixes", subject=subject)


def _prefixes_checked(company: Company) -> None:
    company.prefixes_checked_at = now()
    company.save()
    forget()


def _pattern_change(kind: str, pattern: str | None) -> Iterator[Edit]:
    old = pattern_of(kind)
    if pattern is None or pattern == old:
        return
    pattern_check(pattern, field="pattern")
    for other in DOCUMENTS.keys() - {kind}:
        if shape_of(pattern_of(other)) == shape_of(pattern):
            raise PrefixTaken(pattern=pattern, other=DOCUMENTS[other][0], field="pattern")
    DocumentPrefix.objects.update_or_create(kind=kind, defaults={"pattern": pattern})
    yield Edit("pattern", old, pattern)


def _counter_change(kind: str, next_number: int | None) -> Iterator[Edit]:
    if next_number is None:
        return
    prefix = prefix_on(pattern_of(kind), plant_today())
    sequences = DocumentSequence.objects.select_for_update().filter(kind=kind, prefix=prefix)
    now_at = sequences.values_list("next_number", flat=True).first() or 1
    if not now_at <= next_number <= LARGEST:
        raise CounterGoesBack(prefix=prefix, next_number=now_at, field="next_number")
    if next_number > now_at:
        _pass(kind, prefix, next_number)
        yield Edit("next_number", number_of(prefix, now_at), number_of(prefix, next_number))


def document_number(*, kind: str, given: str = "") -> str:
    """Draw the next number of a kind of document, such as ``MO-2026-00017``.

    A number that was ``given`` counts as it is; the counter passes it, so that it is never drawn.
    The sequence row is locked until the transaction ends, so numbers are unique; a number drawn
    in a transaction that rolls back was never given to anybody and comes again.
    """
    if given:
        document_numbers_pass(kind=kind, numbers=[given])
        return given
    prefix = prefix_on(pattern_of(kind), plant_today())
    ((count,),) = answer(DRAW, {"kind": kind, "prefix": prefix})
    return number_of(prefix, count)


def document_numbers_pass(*, kind: str, numbers: Iterable[str]) -> None:
    """Move the counters behind numbers that were given to many documents at once."""
    furthest: dict[str, int] = {}
    pattern = pattern_of(kind)
    for prefix, count in filter(None, (counted(pattern, one) for one in numbers)):
        furthest[prefix] = max(count, furthest.get(prefix, 0))
    for prefix, count in sorted(furthest.items()):
        _pass(kind, prefix, count + 1)


def _pass(kind: str, prefix: str, next_number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PASS, {"kind": kind, "prefix": prefix, "next": next_number})
