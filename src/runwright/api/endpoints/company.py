"""The company, its policies, and the prefixes of its documents."""

from typing import Annotated, Literal

from pydantic import Field

from runwright.api.doors import Door
from runwright.api.schemas import LEFT_OUT, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Flag, Line, Share, Small
from runwright.company.rules import LARGEST
from runwright.company.selectors import company_get, numbering_get, numberings_all
from runwright.company.services import company_set, prefix_set

door = Door("Company", __name__)

Policy = Literal["allow", "warn", "block"]
StrictPolicy = Literal["warn", "block"]
Kind = Annotated[str, Line(20, shortest=1)]


class Company(Shown):
    """The company and its policies; the tolerance is a share, 0.05 for 5 %."""

    name: str
    country: str
    currency: str
    time_zone: str
    language: str
    overproduction: Policy
    overproduction_tolerance: Exact
    shortage_confirm: Policy
    shortage_plan: Policy
    shortage_release: Policy
    shortage_scan: StrictPolicy
    shortage_issue: StrictPolicy
    shortage_delivery: StrictPolicy
    over_receipt: Literal["allow", "block"]
    orders_from_sales: bool
    station_idle_minutes: int
    blocked_hours: int
    webhook_days: int


class CompanyChange(Given):
    """What may change about the company."""

    name: Annotated[str, Line(200, shortest=1)] = LEFT_OUT
    country: Annotated[str, Line(2, shortest=2)] = LEFT_OUT
    currency: Annotated[str, Line(3, shortest=3)] = LEFT_OUT
    time_zone: Annotated[str, Line(64, shortest=1)] = LEFT_OUT
    language: Literal["en", "ro"] = LEFT_OUT
    overproduction: Policy = LEFT_OUT
    overproduction_tolerance: Share = LEFT_OUT
    shortage_confirm: Policy = LEFT_OUT
    shortage_plan: Policy = LEFT_OUT
    shortage_release: Policy = LEFT_OUT
    shortage_scan: StrictPolicy = LEFT_OUT
    shortage_issue: StrictPolicy = LEFT_OUT
    shortage_delivery: StrictPolicy = LEFT_OUT
    over_receipt: Literal["allow", "block"] = LEFT_OUT
    orders_from_sales: Flag = LEFT_OUT
    station_idle_minutes: Small = LEFT_OUT
    blocked_hours: Small = LEFT_OUT
    webhook_days: Small = LEFT_OUT


class Numbering(Shown):
    """How a kind of document is numbered; ``preview`` is the number that is drawn next."""

    kind: str
    title: str
    pattern: str
    prefix: str
    next_number: int
    preview: str


class Numberings(Shown):
    """Every kind of document."""

    items: list[Numbering]


class NumberingChange(Given):
    """Another prefix, with {year} or {month} where wanted, or a higher counter."""

    pattern: Annotated[str, Line(20, shortest=1)] = LEFT_OUT
    next_number: Annotated[int, Field(strict=True, ge=1, le=LARGEST)] = LEFT_OUT


@door.read("/company", permission="company.view", answer=Company)
def company(request: Call) -> object:
    """The company and its policies."""
    return company_get()


@door.change("/company", permission="company.manage", answer=Company)
def change_company(request: Call, given: CompanyChange) -> object:
    """Change the company or its policies."""
    return company_set(**given.sent(), actor=request.auth)


@door.read("/document-numbers", permission="company.view", answer=Numberings)
def numberings(request: Call) -> object:
    """How every kind of document is numbered."""
    return {"items": numberings_all(actor=request.auth)}


@door.read("/document-numbers/{kind}", permission="company.view", answer=Numbering)
def numbering(request: Call, kind: Kind) -> object:
    """How one kind of document is numbered."""
    return numbering_get(kind=kind, actor=request.auth)


@door.change("/document-numbers/{kind}", permission="company.manage", answer=Numbering)
def change_numbering(request: Call, kind: Kind, given: NumberingChange) -> object:
    """Give a kind of document another prefix, or move its counter on."""
    prefix_set(kind=kind, **given.sent(), actor=request.auth)
    return numbering_get(kind=kind, actor=request.auth)
