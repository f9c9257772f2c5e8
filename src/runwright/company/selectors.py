"""Reading the company, its policies and its document numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from runwright.company.errors import UnknownDocument
from runwright.company.holding import read_once
from runwright.company.models import DOCUMENTS, Company, DocumentSequence, Policy
from runwright.company.rules import number_of, prefix_on
from runwright.journal.clock import now
from runwright.journal.rows import answer, rows_of
from runwright.people.actor import Actor

UNNAMED = "Runwright"
"""What the company is called until set-up says it."""


def company_get() -> Company:
    """The company, or an unsaved one with the defaults before set-up."""
    return read_once("company", _company)


def _company() -> Company:
    return next(iter(rows_of(Company, id=1)), None) or Company(id=1, name=UNNAMED)


def company_exists() -> bool:
    """Whether the company has been set up, be it by hand or as the demo."""
    return Company.objects.filter(id=1).exists()


def plant_zone() -> ZoneInfo:
    """The time zone in which the plant's days begin and end."""
    return ZoneInfo(company_get().time_zone)


def plant_today() -> date:
    """The day it is in the plant."""
    return now().astimezone(plant_zone()).date()


PLANT_TODAY = f"""
(%(now)s::timestamptz AT TIME ZONE coalesce(
    (SELECT time_zone FROM company_company WHERE id = 1),
    '{Company._meta.get_field("time_zone").get_default()}'))::date
"""
"""The same, for statements that are told what ``now`` is."""


def plant_minute(at: datetime) -> str:
    """An instant as the clock of the plant shows it, for sentences that say who was first."""
    return f"{at.astimezone(plant_zone()):%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Policies:
    """What the company lets happen; ``overproduction_tolerance`` is a share of the quantity."""

    overproduction: Policy
    overproduction_tolerance: Decimal
    shortage_confirm: Policy
    shortage_plan: Policy
    shortage_release: Policy
    shortage_scan: Policy
    shortage_issue: Policy
    shortage_delivery: Policy
    over_receipt: Policy
    orders_from_sales: bool
    station_idle_minutes: int
    blocked_hours: int
    webhook_days: int


def policies() -> Policies:
    """The policies of the company."""
    company = company_get()
    return Policies(
        overproduction=Policy(company.overproduction),
        overproduction_tolerance=company.overproduction_tolerance,
        shortage_confirm=Policy(company.shortage_confirm),
        shortage_plan=Policy(company.shortage_plan),
        shortage_release=Policy(company.shortage_release),
        shortage_scan=Policy(company.shortage_scan),
        shortage_issue=Policy(company.shortage_issue),
        shortage_delivery=Policy(company.shortage_delivery),
        over_receipt=Policy(company.over_receipt),
        orders_from_sales=company.orders_from_sales,
        station_idle_minutes=company.station_idle_minutes,
        blocked_hours=company.blocked_hours,
        webhook_days=company.webhook_days,
    )


def pattern_of(kind: str) -> str:
    """The pattern of the numbers of a kind of document: set-up's own, or the usual one."""
    return patterns_own().get(kind, DOCUMENTS[kind][1])


def patterns_own() -> dict[str, str]:
    """The patterns that set-up gave, by kind."""
    return read_once("prefixes", lambda: dict(answer(PATTERNS)))


PATTERNS = "SELECT kind, pattern FROM company_documentprefix"


@dataclass(frozen=True)
class Numbering:
    """How one kind of document is numbered today; ``preview`` is the number drawn next."""

    kind: str
    title: str
    pattern: str
    prefix: str
    next_number: int
    preview: str


def numberings_all(*, actor: Actor) -> list[Numbering]:
    """Every kind of document with its prefix and counter."""
    actor.require("company.view")
    counters = {(one.kind, one.prefix): one.next_number for one in DocumentSequence.objects.all()}
    today = plant_today()
    return [_numbering(kind, prefix_on(pattern_of(kind), today), counters) for kind in DOCUMENTS]


def _numbering(kind: str, prefix: str, counters: dict[tuple[str, str], int]) -> Numbering:
    count = counters.get((kind, prefix), 1)
    return Numbering(
        kind=kind,
        title=DOCUMENTS[kind][0],
        pattern=pattern_of(kind),
        prefix=prefix,
        next_number=count,
        preview=number_of(prefix, count),
    )


def numbering_get(*, kind: str, actor: Actor) -> Numbering:
    """How one kind of document is numbered. Raises ``UnknownDocument``."""
    for numbering in numberings_all(actor=actor):
        if numbering.kind == kind:
            return numbering
    raise UnknownDocument(kind=kind)
