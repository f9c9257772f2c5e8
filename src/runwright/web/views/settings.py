"""The settings: the company, its people, and the reasons people choose from."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.company.selectors import company_get, numbering_get, numberings_all
from runwright.company.services import company_set, prefix_set
from runwright.floor.selectors import downtime_reasons
from runwright.floor.services import downtime_reason_create
from runwright.people.selectors import users_all
from runwright.people.services import link_issue, user_create, user_roles_set
from runwright.production.selectors import scrap_reasons
from runwright.production.services import scrap_reason_create
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.settings import (
    CompanyForm,
    DowntimeReasonForm,
    NumberingForm,
    PoliciesForm,
    RolesForm,
    ScrapReasonForm,
    UserForm,
)
from runwright.web.refusals import at_fields

TABS = (
    ("settings", gettext_lazy("General")),
    ("policies", gettext_lazy("Policies")),
    ("numberings", gettext_lazy("Document numbers")),
    ("people", gettext_lazy("Users and roles")),
    ("reasons", gettext_lazy("Reasons")),
    ("units", gettext_lazy("Units")),
    ("schedules", gettext_lazy("Work schedules")),
)
REASONS: dict[str, Any] = {
    "scrap": (ScrapReasonForm, scrap_reason_create),
    "downtime": (DowntimeReasonForm, downtime_reason_create),
}


@require_http_methods(["GET", "POST"])
def general(request: Request) -> HttpResponse:
    """The company: its name, country, currency, time zone."""
    return _company_form(request, CompanyForm, "settings", {})


@require_http_methods(["GET", "POST"])
def policies(request: Request) -> HttpResponse:
    """What the company lets happen: over-production, and shortage at every step."""
    percent = company_get().overproduction_tolerance * 100
    return _company_form(
        request, PoliciesForm, "policies", {"overproduction_tolerance": percent.normalize()}
    )


def _company_form(
    request: Request, form_class: type[ActorForm], tab: str, also: dict[str, Any]
) -> HttpResponse:
    request.actor.require("company.manage")
    held = {name: getattr(company_get(), name) for name in form_class.base_fields} | also
    form = form_class(request.POST or None, request.actor, held)
    if form.is_valid():
        with at_fields(form):
            company_set(**form.given(), actor=request.actor)
            return done(request, reverse(f"web:{tab}"), _("Saved."))
    return page(request, "settings/general", _words(tab, {"form": form}))


@require_safe
def numberings(request: Request) -> HttpResponse:
    """Every kind of document with its prefix and counter."""
    found = numberings_all(actor=request.actor)
    return page(request, "settings/numberings", _words("numberings", {"numberings": found}))


@require_http_methods(["GET", "POST"])
def numbering(request: Request, kind: str) -> HttpResponse:
    """Give a kind of document another prefix, or move its counter on."""
    record = numbering_get(kind=kind, actor=request.actor)
    form = NumberingForm(request.POST or None, request.actor, record.__dict__)
    if form.is_valid():
        with at_fields(form):
            prefix_set(kind=kind, **form.given(), actor=request.actor)
            return done(request, reverse("web:numberings"), _("Saved."))
    words = {"form": form, "title": _(record.title), "home": reverse("web:numberings")}
    return page(request, "form", words)


@never_cache
@require_safe
def people(request: Request) -> HttpResponse:
    """Every user with their roles."""
    users = [
        (user, RolesForm(None, request.actor, {"roles": [g.role for g in user.grants.all()]}))
        for user in users_all(actor=request.actor)
    ]
    return page(request, "settings/people", _words("people", {"users": users}))


@require_http_methods(["GET", "POST"])
def user_new(request: Request) -> HttpResponse:
    """Make a user; the one-time link for the first password is shown once."""
    form = UserForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            user = user_create(**form.given(), actor=request.actor)
            return _link(request, user.id, user)
    words = {"form": form, "title": _("New user"), "home": reverse("web:people")}
    return page(request, "form", words)


@require_POST
def roles(request: Request, user_id: int) -> HttpResponse:
    """Replace the roles of a user."""
    form = RolesForm(request.POST, request.actor)
    if form.is_valid():
        user_roles_set(user_id=user_id, **form.given(), actor=request.actor)
    return done(request, reverse("web:people"), _("Saved."))


@never_cache
@require_POST
def link(request: Request, user_id: int) -> HttpResponse:
    """Make a one-time link for a user and show it once."""
    user = users_all(actor=request.actor).filter(id=user_id).first()
    return _link(request, user_id, user)


def _link(request: Request, user_id: int, user: Any) -> HttpResponse:
    secret = link_issue(user_id=user_id, actor=request.actor)
    address = request.build_absolute_uri(reverse("web:welcome", args=[secret]))
    return page(request, "settings/link", _words("people", {"address": address, "person": user}))


@require_safe
def reasons(request: Request) -> HttpResponse:
    """The reasons for seconds, waste and stops."""
    words = {
        "scrap": scrap_reasons(actor=request.actor),
        "downtime": downtime_reasons(actor=request.actor),
    }
    return page(request, "settings/reasons", _words("reasons", words))


@require_http_methods(["GET", "POST"])
def reason_new(request: Request, kind: str) -> HttpResponse:
    """Name a reason."""
    form_class, service = REASONS[kind]
    form = form_class(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            service(**form.given(), actor=request.actor)
            return done(request, reverse("web:reasons"), _("Saved."))
    words = {"form": form, "title": _("New reason"), "home": reverse("web:reasons")}
    return page(request, "form", words)


def _words(tab: str, words: dict[str, Any]) -> dict[str, Any]:
    return words | {"tabs": TABS, "tab": tab}
