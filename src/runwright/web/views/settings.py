"""The settings: the company, its people, and the reasons people choose from."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.company.selectors import company_get, numbering_get, numberings_all
from runwright.company.services import company_set, prefix_set
from runwright.floor.selectors import downtime_reasons_all
from runwright.floor.services import (
    downtime_reason_create,
    downtime_reason_update,
    downtime_reasons_archive,
    downtime_reasons_restore,
)
from runwright.people.selectors import user_get, users_all
from runwright.people.services import (
    link_issue,
    user_create,
    user_roles_set,
    user_update,
    users_archive,
    users_restore,
)
from runwright.production.selectors import scrap_reasons_all
from runwright.production.services import (
    scrap_reason_create,
    scrap_reason_update,
    scrap_reasons_archive,
    scrap_reasons_restore,
)
from runwright.resources.limits import limits_of, user_limits_set
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.settings import (
    CompanyForm,
    DowntimeReasonEditForm,
    DowntimeReasonForm,
    LimitsForm,
    NumberingForm,
    PoliciesForm,
    RolesForm,
    ScrapReasonEditForm,
    ScrapReasonForm,
    UserEditForm,
    UserForm,
)
from runwright.web.refusals import at_fields
from runwright.web.views.editing import Service, archival, edition, restoration

TABS = (
    ("settings", gettext_lazy("General")),
    ("policies", gettext_lazy("Policies")),
    ("numberings", gettext_lazy("Document numbers")),
    ("people", gettext_lazy("Users and roles")),
    ("reasons", gettext_lazy("Reasons")),
    ("units", gettext_lazy("Units")),
    ("schedules", gettext_lazy("Work schedules")),
    ("printers", gettext_lazy("Labels and printers")),
    ("webhooks", gettext_lazy("Webhooks")),
)


@dataclass(frozen=True)
class Reasons:
    """A kind of reasons: how they are read, made, changed, archived and restored."""

    new: type[ActorForm]
    changed: type[ActorForm]
    all: Service
    create: Service
    update: Service
    archive: Service
    restore: Service


REASONS = {
    "scrap": Reasons(
        ScrapReasonForm, ScrapReasonEditForm,
        scrap_reasons_all, scrap_reason_create, scrap_reason_update, scrap_reasons_archive,
        scrap_reasons_restore,
    ),
    "downtime": Reasons(
        DowntimeReasonForm, DowntimeReasonEditForm,
        downtime_reasons_all, downtime_reason_create, downtime_reason_update,
        downtime_reasons_archive, downtime_reasons_restore,
    ),
}  # fmt: skip


def _reasons(kind: str) -> Reasons:
    if kind not in REASONS:
        raise Http404
    return REASONS[kind]


@require_http_methods(["GET", "POST"])
def general(request: Request) -> HttpResponse:
    """The company: its name, country, currency, time zone."""
    return _company_form(request, CompanyForm, "settings")


@require_http_methods(["GET", "POST"])
def policies(request: Request) -> HttpResponse:
    """What the company lets happen: over-production, and shortage at every step."""
    return _company_form(request, PoliciesForm, "policies")


def _company_form(request: Request, form_class: type[ActorForm], tab: str) -> HttpResponse:
    request.actor.require("company.manage")
    form = form_class(request.POST or None, request.actor, form_class.held_by(company_get()))
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


user_edit = edition(UserEditForm, user_get, user_update, "", "user_id", home="web:people")
user_archival = archival(users_archive, "user_ids", "", home="web:people")
user_restoration = restoration(users_restore, "user_ids", "", home="web:people")


@require_POST
def roles(request: Request, user_id: int) -> HttpResponse:
    """Replace the roles of a user."""
    given = RolesForm(request.POST, request.actor).demanded()
    user_roles_set(user_id=user_id, **given, actor=request.actor)
    return done(request, reverse("web:people"), _("Saved."))


@require_http_methods(["GET", "POST"])
def limits(request: Request, user_id: int) -> HttpResponse:
    """Limit a user to departments and warehouses."""
    user = user_get(user_id=user_id, actor=request.actor)
    found = limits_of(user_id=user_id, actor=request.actor)
    held = dict(zip(("departments", "warehouses"), found, strict=True))
    form = LimitsForm(request.POST if request.method == "POST" else None, request.actor, held)
    if request.method == "POST" and form.is_valid():
        user_limits_set(user_id=user_id, **form.given(), actor=request.actor)
        return done(request, reverse("web:people"), _("Saved."))
    title = _("What {name} is limited to").format(name=user)
    return page(request, "form", {"form": form, "title": title, "home": reverse("web:people")})


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
    kinds = {kind: one.all(actor=request.actor) for kind, one in REASONS.items()}
    return page(request, "settings/reasons", _words("reasons", kinds))


@require_http_methods(["GET", "POST"])
def reason_new(request: Request, kind: str) -> HttpResponse:
    """Name a reason."""
    reasons = _reasons(kind)
    form = reasons.new(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            reasons.create(**form.given(), actor=request.actor)
            return done(request, reverse("web:reasons"), _("Saved."))
    words = {"form": form, "title": _("New reason"), "home": reverse("web:reasons")}
    return page(request, "form", words)


@require_http_methods(["GET", "POST"])
def reason_edit(request: Request, kind: str, record_id: int) -> HttpResponse:
    """Change a reason."""
    reasons = _reasons(kind)
    record = get_object_or_404(reasons.all(actor=request.actor), id=record_id)
    form = reasons.changed(request.POST or None, request.actor, reasons.changed.held_by(record))
    if form.is_valid():
        with at_fields(form):
            reasons.update(reason_id=record_id, **form.given(), actor=request.actor)
            return done(request, reverse("web:reasons"), _("Saved."))
    words = {"form": form, "title": record.code, "home": reverse("web:reasons")}
    return page(request, "form", words)


@require_POST
def reason_archival(request: Request, kind: str, record_id: int) -> HttpResponse:
    """Take a reason out of use."""
    _reasons(kind).archive(reason_ids=[record_id], actor=request.actor)
    return done(request, reverse("web:reasons"), _("It is archived."))


@require_POST
def reason_restoration(request: Request, kind: str, record_id: int) -> HttpResponse:
    """Take a reason out of the archive."""
    _reasons(kind).restore(reason_ids=[record_id], actor=request.actor)
    return done(request, reverse("web:reasons"), _("It is in use again."))


def _words(tab: str, words: dict[str, Any]) -> dict[str, Any]:
    return words | {"tabs": TABS, "tab": tab}
