"""What is made for sales lines, and how far it is."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from runwright.people.actor import Actor
from runwright.production.models import SalesLink
from runwright.sales.models import SalesLine

Stage = Literal["none", "planned", "in_progress", "done", "delivered"]

STAGES = {"draft": "planned", "confirmed": "planned", "planned": "planned"}
"""What the state of an order means for the line it is made for; other states say it themselves."""


@dataclass(frozen=True)
class Progress:
    """What is made for a line: the live orders, what they are to make and have made of it, what
    could still be made (all in base units), and one word for how far it is."""

    linked: Decimal = Decimal()
    firsts: Decimal = Decimal()
    proposed: Decimal = Decimal()
    stage: Stage = "none"
    links: list[SalesLink] = field(default_factory=list)


def sales_progress(*, line_ids: Collection[int], actor: Actor) -> dict[int, Progress]:
    """The progress of each sales line, in two queries."""
    actor.require("sales.view")
    links: defaultdict[int, list[SalesLink]] = defaultdict(list)
    live = SalesLink.objects.exclude(order__state="cancelled").select_related("order")
    for link in live.filter(line__in=line_ids).order_by("order_id"):
        links[link.line_id].append(link)
    lines = SalesLine.objects.select_related("item").filter(id__in=line_ids)
    return {line.id: _progress(line, links[line.id]) for line in lines}


def _progress(line: SalesLine, links: list[SalesLink]) -> Progress:
    linked = sum((_counts(link) for link in links), Decimal())
    firsts = sum((min(link.order.firsts, link.quantity) for link in links), Decimal())
    made = line.item.supply == "make"
    proposed = max(line.quantity - line.given_up - linked, Decimal()) if made else Decimal()
    return Progress(linked, firsts, proposed, _stage(line, links), links)


def _counts(link: SalesLink) -> Decimal:
    """What an order makes for the line: when it is done, no more than it made."""
    done = link.order.state == "done"
    return min(link.quantity, link.order.firsts) if done else link.quantity


def _stage(line: SalesLine, links: list[SalesLink]) -> Stage:
    """One word: delivered, done, in progress, planned, or none."""
    if line.delivered and not line.outstanding:
        return "delivered"
    stages = {STAGES.get(link.order.state, link.order.state) for link in links}
    if stages == {"done"}:
        return "done"
    if stages & {"in_progress", "done"}:
        return "in_progress"
    return "planned" if stages else "none"
