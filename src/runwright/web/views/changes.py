"""Changing an active order: components, steps, and the log of all changes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from runwright.production.errors import LineNotFound
from runwright.production.selectors import order_get, work_order_get
from runwright.production.selectors.changes import order_version
from runwright.production.services import (
    component_add,
    component_change,
    component_remove,
    component_substitute,
    step_add,
    step_change,
    step_remove,
)
from runwright.production.services.components import substitutes_named
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.changes import (
    ChangeForm,
    ComponentForm,
    ComponentQuantityForm,
    StepChangeForm,
    StepForm,
    SubstitutionForm,
)
from runwright.web.refusals import at_fields


def _changing(
    request: Request, form: ChangeForm, act: Callable[..., Any], home: str, title: str
) -> HttpResponse:
    """Show a change's form, or carry it out and go ``home``; a refusal stands in the form."""
    if form.is_valid():
        with at_fields(form):
            act(**form.given(), actor=request.actor)
            return done(request, home, _("Saved. It is in the change log."))
    return page(request, "form", {"form": form, "title": title, "home": home})


def _form(form_class: type[ChangeForm], request: Request, order: Any, **held: Any) -> ChangeForm:
    held["version"] = order_version(order_id=order.id)
    return form_class(request.POST or None, request.actor, held)


def _home(order: Any, name: str = "order_materials") -> str:
    return reverse(f"web:{name}", args=[order.id])


@require_http_methods(["GET", "POST"])
def component_new(request: Request, order_id: int) -> HttpResponse:
    """Add a component to an order."""
    order = order_get(order_id=order_id, actor=request.actor)
    operations = order.routing.operations.all() if order.routing else []
    form = _form(ComponentForm, request, order, operations=operations)

    def act(**given: Any) -> None:
        component_add(order_id=order_id, **given)

    return _changing(request, form, act, _home(order), _("One component more"))


@require_http_methods(["GET", "POST"])
def component_quantity(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Let a component be needed more or less."""
    order, line = _line(request, order_id, line_id)
    form = _form(ComponentQuantityForm, request, order, quantity=line.need.quantity)

    def act(**given: Any) -> None:
        component_change(line_id=line_id, **given)

    return _changing(request, form, act, _home(order), str(line.item))


@require_http_methods(["GET", "POST"])
def component_substitution(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Take another item instead of a component."""
    order, line = _line(request, order_id, line_id)
    rest = line.need.quantity - line.consumed
    named = substitutes_named(line)
    form = _form(SubstitutionForm, request, order, quantity=rest, named=named)

    def act(**given: Any) -> None:
        component_substitute(line_id=line_id, **given)

    title = _("Instead of {item}").format(item=line.item)
    return _changing(request, form, act, _home(order), title)


@require_POST
def component_removal(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Take a component out of an order."""
    reason = request.POST.get("reason", "")
    component_remove(line_id=line_id, reason=reason, actor=request.actor)
    home = reverse("web:order_materials", args=[order_id])
    return done(request, home, _("Saved. It is in the change log."))


@require_http_methods(["GET", "POST"])
def step_new(request: Request, order_id: int) -> HttpResponse:
    """Add a step to an order."""
    order = order_get(order_id=order_id, actor=request.actor)
    form = _form(StepForm, request, order)

    def act(**given: Any) -> None:
        step_add(order_id=order_id, **given)

    return _changing(request, form, act, _home(order, "order_work"), _("One step more"))


@require_http_methods(["GET", "POST"])
def step_moving(request: Request, record_id: int) -> HttpResponse:
    """Move a step that has not begun."""
    work = work_order_get(work_order_id=record_id, actor=request.actor)
    held = {"work_centre_id": work.work_centre_id, "planned_start": work.planned_start}
    form = _form(StepChangeForm, request, work.order, **held)

    def act(**given: Any) -> None:
        step_change(work_order_id=record_id, **given)

    return _changing(request, form, act, _home(work.order, "order_work"), str(work))


@require_POST
def step_removal(request: Request, record_id: int) -> HttpResponse:
    """Leave a step out."""
    reason = request.POST.get("reason", "")
    order = step_remove(work_order_id=record_id, reason=reason, actor=request.actor)
    return done(request, _home(order, "order_work"), _("Saved. It is in the change log."))


def _line(request: Request, order_id: int, line_id: int) -> tuple[Any, Any]:
    order = order_get(order_id=order_id, actor=request.actor)
    lines = {line.id: line for line in order.materials.all()}
    if line_id not in lines:
        raise LineNotFound(key=line_id)
    return order, lines[line_id]
