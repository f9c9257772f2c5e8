"""The search of the top bar: the same lists, asked for the same words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from runwright.people.actor import Actor
from runwright.production.selectors.batches import batch_find
from runwright.reports.lists.catalogue import list_of
from runwright.reports.lists.columns import Label
from runwright.reports.lists.page import Page
from runwright.reports.selectors import list_page
from runwright.web.actors import Request
from runwright.web.answers import page
from runwright.web.lists import STATE_KINDS
from runwright.web.records import record_url
from runwright.web.shell import Place, places_of
from runwright.web.views.lists import PRIMARIES, Primary

SEARCHED = {
    "orders": "number,name,state",
    "runs": "number,note,state",
    "items": "code,name",
    "boms": "code,item_name,state",
    "routings": "code,name",
    "lots": "number,name,state",
    "sales_orders": "number,customer_name,state",
    "purchase_orders": "number,supplier_name,state",
    "requests": "number,asked_by,state",
    "customers": "code,name",
    "suppliers": "code,name",
    "machines": "code,name",
    "work_centres": "code,name",
    "operators": "code,name",
    "stations": "name,department",
}
MOST = "6"
LONGEST = 100


@dataclass(frozen=True)
class Hit:
    """A record that fits: its code and page, its name, and its state if it has one."""

    code: str
    url: str
    name: str
    state: str


@dataclass(frozen=True)
class Found:
    """The hits of one list, and how many there are altogether."""

    name: str
    title: Label
    hits: list[Hit]
    total: int
    state_kind: str


@require_safe
def search(request: Request) -> HttpResponse:
    """Hits as one types, or a page of them; a single hit is opened at once."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = [one for one in _everywhere(words, request.actor) if one.hits] if words else []
    ways = _ways(words, request.actor) if words else []
    if request.htmx:
        return render(request, "web/parts/hits.html", {"found": found, "ways": ways, "q": words})
    hits = [hit for one in found for hit in one.hits]
    named = [hit for hit in hits if hit.code.casefold() == words.casefold()]
    if named or len(hits) == 1:
        return redirect((named or hits)[0].url)
    return page(request, "search", {"found": found, "ways": ways, "q": words})


def _ways(words: str, actor: Actor) -> list[Place | Primary]:
    """The pages and the verbs that are called so: “new order” leads to the form."""
    verbs = [one for one in PRIMARIES.values() if actor.can(one.permission)]
    ways: list[Place | Primary] = [*places_of(actor), *verbs]
    return [one for one in ways if words.casefold() in str(one.title).casefold()][: int(MOST)]


def _everywhere(words: str, actor: Actor) -> list[Found]:
    """A label that was scanned or typed leads to its batch alone; other words to all lists."""
    batch = batch_find(label=words, actor=actor) if actor.can("production.view") else None
    if batch is None:
        return _found(words, actor)
    hit = Hit(batch.code, record_url("batch", batch.id), batch.order.item.name, batch.state)
    return [Found("batches", list_of("batches").title, [hit], 1, STATE_KINDS.get("batches", ""))]


def _found(words: str, actor: Actor) -> list[Found]:
    asked = {name: {"q": [words], "size": [MOST], "columns": [columns]}
             for name, columns in SEARCHED.items()
             if actor.can(list_of(name).permission)}  # fmt: skip
    return [_hits(list_page(name=name, given=given, actor=actor)) for name, given in asked.items()]


def _hits(found: Page) -> Found:
    name = found.definition.name
    hits = []
    for _pk, (code, words, *state) in found.records:
        url = record_url(code.link_kind, code.link_id)
        hits.append(Hit(code.value, url, words.value, state[0].value if state else ""))
    return Found(name, found.definition.title, hits, found.total, STATE_KINDS.get(name, ""))
