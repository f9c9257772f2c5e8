"""The next step of a record, at the end of its row in a list.

Which step that is, is read from the table of its life by its state alone: a page of fifty rows
takes no statement more. What stands in its way is told by the dialog that the button asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from runwright.kernel.transitions import Life
from runwright.labels.states import LIFE as PRINT_LIFE
from runwright.people.actor import Actor
from runwright.production.states import ORDER_LIFE, WORK_LIFE
from runwright.purchasing.states import ORDER_LIFE as PURCHASE_LIFE
from runwright.purchasing.states import REQUEST_LIFE, RFQ_LIFE
from runwright.reports.lists.page import Page
from runwright.sales.states import ORDER_LIFE as SALES_LIFE
from runwright.stock.states import COUNT_LIFE
from runwright.web.actors import Request
from runwright.web.orders import FORWARD, NOUNS
from runwright.web.records import record_url
from runwright.web.trade import PRESSES

EMPTY = SafeString('<td class="verb blank"></td>')


@dataclass(frozen=True)
class Way:
    """How records of one kind go forward: the table of their life, by verb the address of its
    dialog (route and further arguments), and by verb the dialog of the record's page."""

    kind: str
    life: Life[Any]
    asked: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)

    def cell(self, key: object, state: str, actor: Actor) -> SafeString:
        """The cell with the step that leads a record of this key and state forward, if any."""
        offered = self.life.offered(state, actor.permissions)
        found = next((one for one in offered if one.verb in (*self.asked, *self.opened)), None)
        if found is None:
            return EMPTY
        home, label = record_url(self.kind, key), _(found.label)
        if found.verb in self.opened:
            return _cell(f"{home}#{self.opened[found.verb]}", SafeString(), label)
        route, more = self.asked[found.verb]
        asks = format_html(
            ' hx-get="{}" hx-target="#asked" hx-select="unset" hx-swap="innerHTML"',
            reverse(route, args=[key, *more]),
        )
        return _cell(f"{home}#verb-{found.verb}", asks, label)


def _cell(url: str, asks: SafeString, label: str) -> SafeString:
    button = '<td class="verb"><a class="btn btn-plain btn-small" href="{}"{}>{}</a></td>'
    return format_html(button, url, asks, label)


def _traded(kind: str, life: Life[Any], **opened: str) -> Way:
    forward = {verb: press for verb, press in PRESSES[kind].items() if press.is_forward}
    asked = {verb: (f"web:{kind}_step", (press.noun,)) for verb, press in forward.items()}
    return Way(kind, life, asked, opened)


WAYS = {
    "orders": Way(
        "order", ORDER_LIFE, {verb: (f"web:{NOUNS[verb]}", ()) for verb in FORWARD}
    ),
    "work_orders": Way("work_order", WORK_LIFE, opened={"report": "report"}),
    "requests": _traded("purchase_request", REQUEST_LIFE),
    "rfqs": _traded("rfq", RFQ_LIFE),
    "purchase_orders": _traded("purchase_order", PURCHASE_LIFE),
    "sales_orders": _traded("sales_order", SALES_LIFE),
    "counts": Way("count", COUNT_LIFE, opened={"post": "posting"}),
    "print_jobs": Way("print_job", PRINT_LIFE, opened={"retry": ""}),
}  # fmt: skip


@dataclass(frozen=True)
class Removal:
    """How rows of a list without a life are taken off it: by a dialog of the list's page, named
    ``removal``, that asks why."""

    route: str
    permission: str

    def cells(self, page: Page) -> list[SafeString]:
        """The last cell of every row."""
        return [self._cell(key, str(row[0].value)) for key, row in page.records]

    def _cell(self, key: object, about: str) -> SafeString:
        button = (
            '<td class="verb"><button class="btn btn-plain btn-small" type="button" data-opens='
            '"removal" data-action="{}" data-about="{}" aria-label="{}">{}</button></td>'
        )
        named = _("Remove %(name)s") % {"name": about}
        return format_html(button, reverse(self.route, args=[key]), about, named, _("Remove"))


REMOVALS = {"supplier_items": Removal("web:terms_removal", "purchasing.price_manage")}


def next_steps(page: Page, actor: Actor) -> Sequence[SafeString]:
    """The last cell of every row of a page; none where the records of the list have no next step,
    or nobody of the actor's rights takes one."""
    removal = REMOVALS.get(page.definition.name)
    if removal and actor.can(removal.permission):
        return removal.cells(page)
    way = WAYS.get(page.definition.name)
    if way is None:
        return ()
    cells = [way.cell(key, page.standings.get(key, ""), actor) for key, _row in page.records]
    return cells if any(cell is not EMPTY for cell in cells) else ()


def asked(request: Request, kind: str, record: Any, buttons: Iterable[Any]) -> HttpResponse:
    """The dialog of a verb for a row of a list; without scripts, the record's page with it."""
    button = next(iter(buttons), None)
    home = record_url(kind, record.pk)
    if button is None or not request.htmx:
        return redirect(home)
    words = {"button": button, "order": record, "from_list": True}
    return render(request, "web/parts/verb.html", words)


def landing(request: Request, home: str) -> str:
    """Where somebody goes on after a step: in the list where they took it, else at ``home``."""
    came_from = request.htmx.current_url_abs_path if request.htmx else None
    return came_from if came_from and "from_list" in request.POST else home
