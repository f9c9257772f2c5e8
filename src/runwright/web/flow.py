"""A flow diagram as its script and its table read it: every figure and instant in words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runwright.journal.clock import now
from runwright.production.selectors.genealogy import Graph
from runwright.reports.flow.cards import Arrow, Card, Flow, flow_of
from runwright.web.figures import instant, number
from runwright.web.states import look_of

PRESET_ABOVE = 300
"""From so many cards on their places come from the server; fewer are laid out in the browser."""
CROWDED = 60
"""From so many batches on, parallel ones share a card unless somebody wants them apart."""
STEP_X, STEP_Y = 320, 66


def flow_shown(graph: Graph, asked: dict[str, list[str]]) -> Flow:
    """The diagram of a graph for the parameters ``collapsed`` (yes or no) and ``open``."""
    wish = "".join(asked.get("collapsed", [])[:1])
    collapsed = wish == "yes" or (wish != "no" and len(graph.nodes) > CROWDED)
    return flow_of(graph, collapsed=collapsed, opened=frozenset(asked.get("open", [])))


def flow_words(flow: Flow) -> dict[str, Any]:
    """The diagram as plain values."""
    widest = _widest(flow)
    is_preset = len(flow.cards) > PRESET_ABOVE
    return {
        "chosen": flow.chosen,
        "preset": is_preset,
        "cards": [{**_card(card), **_spot(flow, card)} for card in flow.cards],
        "arrows": [_arrow(arrow, widest[arrow.unit]) for arrow in flow.arrows],
        "words": {
            "batches": _("batches"), "more": _("more"), "none": _("Nothing found"),
            "members": _("Batches in this card"), "apart": _("Show them apart"),
            "expand": _("Show what is next to it"),
        },
    }  # fmt: skip


def _widest(flow: Flow) -> dict[str, Decimal]:
    """The largest quantity of every unit: what the widest arrow stands for."""
    widest: dict[str, Decimal] = {}
    for arrow in flow.arrows:
        widest[arrow.unit] = max(arrow.quantity, widest.get(arrow.unit, Decimal(1)))
    return widest


def _card(card: Card) -> dict[str, Any]:
    one, (firsts, seconds, waste) = card.first, card.grades
    look = look_of("batch", _state(card))
    return {
        "key": card.key,
        "count": len(card.batches),
        "title": _title(card),
        "codes": " ".join(node.code for node in card.batches),
        "item": one.item,
        "name": one.name,
        "unit": one.unit,
        "firsts": number(firsts),
        "seconds": number(seconds),
        "waste": number(waste),
        "tone": "amber" if any(node.held for node in card.batches) else look.tone,
        "state": _("On hold") if one.held and not card.is_group else str(look.word),
        "stands": one.stands_at or _("Released"),
        "machines": ", ".join(card.machines),
        "lots": ", ".join(use.number for use in card.used),
        "made": "" if card.is_group else one.lot,
        "when": _when(card),
        "from": card.begun_at.isoformat() if card.begun_at else "",
        "until": card.ended_at.isoformat() if card.ended_at else "",
        "before": one.hidden_before,
        "after": one.hidden_after,
        "panel": "" if card.is_group else reverse("web:batch_panel", args=[one.id]),
        "url": "" if card.is_group else reverse("web:batch_flow", args=[one.id]),
    }


def _title(card: Card) -> str:
    count = len(card.batches)
    if not card.is_group:
        return card.first.code
    return ngettext("{n} batch", "{n} batches", count).format(n=number(count))


def _state(card: Card) -> str:
    """The state that still needs somebody: on the floor before created before closed."""
    states = card.states
    return next(s for s in ("scanned", "created", "closed", "void") if states[s])


def _when(card: Card) -> str:
    begun, ended, today = card.begun_at, card.ended_at, now().date()
    if begun is None:
        return ""
    first = instant(begun, today)
    return first if ended in (None, begun) else f"{first} – {instant(ended, today)}"


def _spot(flow: Flow, card: Card) -> dict[str, int]:
    spot = flow.spots[card.key]
    return {"x": spot.column * STEP_X, "y": spot.row * STEP_Y}


def _arrow(arrow: Arrow, widest: Decimal) -> dict[str, str]:
    """Its weight is its share of the widest one in the same unit."""
    return {
        "source": arrow.source,
        "target": arrow.target,
        "quantity": f"{number(arrow.quantity)} {arrow.unit}",
        "weight": f"{arrow.quantity / widest:.3f}",
        "grade": arrow.grades[0] if len(arrow.grades) == 1 else "",
    }


def flow_rows(flow: Flow) -> Iterator[dict[str, Any]]:
    """The table twin of the diagram: every card with what leads to it and from it."""
    title = {card.key: _title(card) for card in flow.cards}
    for card in flow.cards:
        yield {
            "card": card,
            "words": _card(card),
            "sources": [(title[a.source], a) for a in flow.arrows if a.target == card.key],
            "results": [(title[a.target], a) for a in flow.arrows if a.source == card.key],
        }
