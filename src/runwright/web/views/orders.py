"""The manufacturing order: its page in tabs, its verbs, making and changing it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.engineering.selectors import routing_get
from runwright.journal.clock import now
from runwright.journal.selectors import entries_of_many
from runwright.kernel.errors import Invalid
from runwright.production.selectors import order_cost, order_get
from runwright.production.selectors.by_products import order_by_products
from runwright.production.selectors.changes import order_changes, order_version
from runwright.production.selectors.children import children_of, parents_of, parts_of_split
from runwright.production.selectors.conservation import order_conservation
from runwright.production.selectors.previews import order_preview
from runwright.production.selectors.receipts import order_receipts
from runwright.production.selectors.variances import order_waterfall
from runwright.production.selectors.verbs import step_changes
from runwright.production.services.changes import ACTIVE, order_edit
from runwright.production.services.issues import OPEN_FOR_MATERIAL, material_issue, owed_issue
from runwright.production.services.orders import order_create
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.costs import LINES, CostRow, falling
from runwright.web.forms.orders import OrderEditForm, OrderForm
from runwright.web.forms.work import IssueForm
from runwright.web.lists import excerpt
from runwright.web.live import live
from runwright.web.orders import TABS, logged_changes, materials_of
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.timelines import time_line
from runwright.web.views.order_steps import page_of
from runwright.web.ways_out import shortages_explained

OPEN = ("draft", "confirmed", "planned", "in_progress")
EDIT = "production.order_edit"
RELEASABLE = ("draft", "confirmed", "planned")
ROWS = 100
"""So many material lines are shown at first; of an order with more the rest when asked for."""
BATCHES = "code,state,held,firsts,seconds,remains,stands_at,awaited,station,run,last_scan"
REPORTS = "at,operation,machine,operator,firsts,seconds,waste,held,rework,reason"


def tab(name: str, words: Callable[[Request, Any], dict[str, Any]]) -> Callable[..., HttpResponse]:
    """The view of one tab of an order's page."""

    @require_safe
    @live
    def view(request: Request, order_id: int) -> HttpResponse:
        order = order_get(order_id=order_id, actor=request.actor)
        shown = {
            "page": page_of(request, order),
            "order": order,
            "is_late": order.state in OPEN and order.deadline and order.deadline < now(),
            "tabs": TABS,
            "tab": name,
        }
        return page(request, f"order/{name}", shown | words(request, order))

    return view


def _overview(request: Request, order: Any) -> dict[str, Any]:
    received = order_receipts(order=order, actor=request.actor)
    may_receive = order.state == "in_progress" and request.actor.can("production.output_receive")
    waiting = order.firsts + order.seconds - order.received
    family = {
        _("Made for it"): children_of(order_id=order.id, actor=request.actor),
        _("Makes for"): parents_of(order_id=order.id, actor=request.actor),
        _("Split from or into"): parts_of_split(order=order, actor=request.actor),
    }
    return {
        "entries": _entries(order)[:8],
        "receipts": received,
        "by_products": order_by_products(order=order, actor=request.actor),
        "family": {name: found for name, orders in family.items() if (found := list(orders))},
        "waiting": waiting if may_receive else 0,
    }


def _materials(request: Request, order: Any) -> dict[str, Any]:
    lines = materials_of(order, None if "all" in request.GET else ROWS)
    can_change = order.state in ACTIVE and request.actor.can(EDIT)
    may_issue = order.state in OPEN_FOR_MATERIAL and request.actor.can("production.work_report")
    owes = any(line.owed for line in order.materials.all())
    return {
        "lines": lines,
        "left_out": len(order.materials.all()) - len(lines),
        "can_issue": may_issue,
        "owes": owes,
        "can_change": can_change,
        "shortages": shortages_explained(order, request.actor),
    }


def _work(request: Request, order: Any) -> dict[str, Any]:
    reports = excerpt("reports", request.actor, columns=REPORTS, order=order.number)
    can_change = order.state in ("planned", "in_progress") and request.actor.can(EDIT)
    steps = order.work_orders.all() if can_change else ()
    changes = {one.id: step_changes(work_order=one, actor=request.actor) for one in steps}
    return {
        "reports": reports,
        "can_change": can_change,
        "movable": [key for key, verbs in changes.items() if "change_plan" in verbs],
        "removable": [key for key, verbs in changes.items() if "remove" in verbs],
    }


def _batches(request: Request, order: Any) -> dict[str, Any]:
    shown = excerpt("batches", request.actor, columns=BATCHES, rows=50, order=order.number)
    can_release = order.state in RELEASABLE and request.actor.can("production.run_create")
    proof = None
    if order.batched is not None:
        proof = order_conservation(order=order, actor=request.actor)
    return {"batches": shown, "proof": proof, "can_release": can_release}


def _timeline(request: Request, order: Any) -> dict[str, Any]:
    line = time_line(actor=request.actor, order_id=order.id)
    return {"timeline": line, "zone": request.company.time_zone, "now": now()}


def _costs(request: Request, order: Any) -> dict[str, Any]:
    summary = order_cost(order=order, actor=request.actor)
    rows = [CostRow(name, summary.planned[kind], summary.actual[kind]) for kind, name in LINES]
    whole = CostRow(_("Total"), summary.planned_total, summary.actual_total)
    found = order_waterfall(order=order, actor=request.actor)
    return {
        "cost": summary,
        "rows": rows,
        "whole": whole,
        "currency": request.company.currency,
        "waterfall": falling(found) if found else None,
    }


def _journal(request: Request, order: Any) -> dict[str, Any]:
    return {"entries": _entries(order)[:200]}


def _changes(request: Request, order: Any) -> dict[str, Any]:
    entries = order_changes(order_id=order.id, actor=request.actor)[:200]
    return {"log": logged_changes(entries), "currency": request.company.currency}


def _entries(order: Any) -> Any:
    work = [work_order.id for work_order in order.work_orders.all()]
    needs = [line.need_id for line in order.materials.all()]
    return entries_of_many(subjects=[("order", [order.id]), ("work_order", work), ("need", needs)])


def _files(request: Request, order: Any) -> dict[str, Any]:
    if order.routing_id is None:
        return {}
    operations = routing_get(routing_id=order.routing_id, actor=request.actor).operations.all()
    return {"operations": [o for o in operations if o.instructions or o.attachments.all()]}


overview = tab("overview", _overview)
materials = tab("materials", _materials)
work = tab("work", _work)
batches = tab("batches", _batches)
timeline = tab("timeline", _timeline)
costs = tab("costs", _costs)
changes = tab("changes", _changes)
files = tab("files", _files)
journal = tab("journal", _journal)


@require_http_methods(["GET", "POST"])
def order_new(request: Request) -> HttpResponse:
    """Make a new order."""
    chosen = request.GET.get("item", "")
    form = OrderForm(request.POST or None, request.actor, {"item_id": chosen})
    if form.is_valid():
        with at_fields(form):
            order = order_create(**form.given(), actor=request.actor)
            told = _("{record} is made as a draft. Confirm it to reserve its material.")
            return done(request, record_url("order", order.id), told.format(record=order))
    words = {"form": form, "title": _("New order"), "home": reverse("web:orders")}
    return page(request, "order/new", words)


@require_POST
def preview(request: Request) -> HttpResponse:
    """What the order being composed would be; nothing is kept."""
    form = OrderForm(request.POST, request.actor)
    words: dict[str, Any] = {"currency": request.company.currency}
    if form.is_valid():
        try:
            words["preview"] = order_preview(**form.given(), actor=request.actor)
        except Invalid as refusal:
            words["problem"] = refusal.message(_)
    return render(request, "web/parts/preview.html", words)


@require_http_methods(["GET", "POST"])
def edit(request: Request, order_id: int) -> HttpResponse:
    """Change an order."""
    order = order_get(order_id=order_id, actor=request.actor)
    own = ("reason", "version")
    held = {name: getattr(order, name) for name in OrderEditForm.base_fields if name not in own}
    held |= {"state": order.state, "version": order_version(order_id=order_id)}
    form = OrderEditForm(request.POST or None, request.actor, held, record=order)
    home = record_url("order", order_id)
    if form.is_valid():
        with at_fields(form):
            order_edit(order_id=order_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    return page(request, "form", {"form": form, "title": str(order), "home": home})


@require_POST
def issue(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Issue material of one line by hand."""
    given = IssueForm(request.POST, request.actor).demanded()
    material_issue(line_id=line_id, **given, actor=request.actor)
    return done(request, reverse("web:order_materials", args=[order_id]), _("Material is issued."))


@require_POST
def owed(request: Request, order_id: int) -> HttpResponse:
    """Issue what is owed to the order, as far as it is there now."""
    owed_issue(order_id=order_id, actor=request.actor)
    return done(request, reverse("web:order_materials", args=[order_id]), _("Material is issued."))
