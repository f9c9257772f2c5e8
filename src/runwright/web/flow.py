"""A flow diagram as its script and its table read it: every figure and instant in words."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
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
    widest, write = _widest(flow), Writer()
    is_preset = len(flow.cards) > PRESET_ABOVE
    return {
        "chosen": flow.chosen,
        "preset": is_preset,
        "cards": [{**write.card(card), **_spot(flow, card)} for card in flow.cards],
        "arrows": [write.arrow(arrow, widest[arrow.unit]) for arrow in flow.arrows],
        "panel": reverse("web:batch_panel", args=[0]),
        "url": reverse("web:batch_flow", args=[0]),
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


class Writer:
    """Writes cards and arrows; what is said of thousands of them is put into words once."""

    def __init__(self) -> None:
        self.number = cache(number)
        self.word = cache(lambda state: str(look_of("batch", state).word))
        self.released, self.on_hold = _("Released"), _("On hold")

    def card(self, card: Card) -> dict[str, Any]:
        """A card as plain values; addresses hold a 0 where its ``id`` belongs."""
        one, (firsts, seconds, waste) = card.first, card.grades
        state = _state(card)
        is_held = any(node.held for node in card.batches)
        return {
            "key": card.key,
            "id": 0 if card.is_group else one.id,
            "count": len(card.batches),
            "title": _title(card),
            "codes": " ".join(node.code for node in card.batches),
            "item": one.item,
            "name": one.name,
            "unit": one.unit,
            "firsts": self.number(firsts),
            "seconds": self.number(seconds),
            "waste": self.number(waste),
            "tone": "amber" if is_held else look_of("batch", state).tone,
            "state": self.on_hold if is_held and not card.is_group else self.word(state),
            "stands": one.stands_at or self.released,
            "machines": ", ".join(card.machines),
            "lots": ", ".join(use.number for use in card.used),
            "made": "" if card.is_group else one.lot,
            "when": _when(card),
            "from": card.begun_at.isoformat() if card.begun_at else "",
            "until": card.ended_at.isoformat() if card.ended_at else "",
            "before": one.hidden_before,
            "after": one.hidden_after,
        }

    def arrow(self, arrow: Arrow, widest: Decimal) -> dict[str, str]:
        """An arrow; its weight is its share of the widest one in the same unit."""
        return {
            "source": arrow.source,
            "target": arrow.target,
            "quantity": f"{self.number(arrow.quantity)} {arrow.unit}",
            "weight": f"{arrow.quantity / widest:.3f}",
            "grade": arrow.grades[0] if len(arrow.grades) == 1 else "",
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


def flow_rows(flow: Flow) -> Iterator[dict[str, Any]]:
    """The table twin of the diagram: every card with what leads to it and from it."""
    write, title = Writer(), {card.key: _title(card) for card in flow.cards}
    for card in flow.cards:
        yield {
            "card": card,
            "words": write.card(card),
            "sources": [(title[a.source], a) for a in flow.arrows if a.target == card.key],
            "results": [(title[a.target], a) for a in flow.arrows if a.source == card.key],
        }
