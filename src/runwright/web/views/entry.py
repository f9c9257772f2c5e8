"""Signing in and out, the one-time link, the password, language and theme."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.socialaccount.providers.openid_connect.views import login as openid_login
from django import forms
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.people.actor import Actor
from runwright.people.selectors import demo_users
from runwright.people.services import link_redeem, password_change, user_preferences_set
from runwright.web.actors import Request, open_to_all
from runwright.web.answers import done, page
from runwright.web.refusals import at_fields
from runwright.web.shell import theme_of

YEAR = 365 * 24 * 3600
TOO_MANY = "too_many_login_attempts"
"""What allauth calls it."""


class SignInForm(forms.Form):
    """User name and password; too many wrong ones must wait."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: Request) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request

    def clean(self) -> dict[str, object]:
        given = dict(self.cleaned_data)
        if {"username", "password"} <= given.keys():
            given["user"] = get_adapter(self.request).authenticate(self.request, **given)
            if given["user"] is None:
                raise forms.ValidationError(_("User name and password do not fit together."))
        return given


class NewPasswordForm(forms.Form):
    """A new password, checked against the password rules."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=200,
        strip=False,
        help_text=gettext_lazy("At least 10 characters; a short sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The present password beside the new one."""

    current = forms.CharField(
        label=gettext_lazy("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """User name and password; in demo mode also the named people of the demo."""
    if request.user.is_authenticated:
        return redirect("/")
    form = SignInForm(request)
    if form.is_valid():
        return enter(request, form.cleaned_data["user"])
    people = demo_users() if settings.DEMO else []
    words = {"form": form, "people": people, "next": _next(request), "openid": settings.OPENID_NAME}
    response = page(request, "sign_in", words)
    if form.is_bound and form.has_error(NON_FIELD_ERRORS, TOO_MANY):
        response.status_code, response["Retry-After"] = 429, "300"
    return response


@open_to_all
@require_POST
def sign_in_as(request: Request, user_id: int) -> HttpResponse:
    """Sign in as one of the demo's people, without a password; in demo mode only."""
    people = {user.id: user for user in demo_users()} if settings.DEMO else {}
    if user_id not in people:
        return redirect("web:sign_in")
    return enter(request, people[user_id])


@open_to_all
@never_cache
@require_POST
def directory(request: Request) -> HttpResponse:
    """Leave for the directory that knows its people, from a page of ours: the policy lets no form
    be answered with an address elsewhere, and who knows where a directory sends people on."""
    answer: HttpResponse = openid_login(request, "openid")
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return page(request, "directory", {"address": answer.url, "openid": settings.OPENID_NAME})


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("web:sign_in")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: Request, secret: str) -> HttpResponse:
    """The one-time link: set a password, and be signed in."""
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        stranger = Actor(user_id=None, label=_("one-time link"))
        with at_fields(form):
            user = link_redeem(
                secret=secret, password=form.cleaned_data["password"], actor=stranger
            )
            return enter(request, user)
    return page(request, "welcome", {"form": form})


@never_cache
@sensitive_post_parameters("current", "password")
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Change one's own password."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        with at_fields(form):
            user = password_change(**form.cleaned_data, actor=request.actor)
            update_session_auth_hash(request, user)
            return done(request, "/", _("Your password is changed."))
    return page(request, "password", {"form": form})


@open_to_all
@require_POST
def language(request: Request) -> HttpResponse:
    """Choose the language; it is kept in a cookie and with the user."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request) or "/")
    if check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        if request.user.is_authenticated:
            user_preferences_set(actor=request.actor, language=chosen, theme=theme_of(request))
    return response


@require_POST
def theme(request: Request) -> HttpResponse:
    """Keep the theme, which the page has already taken on, with the user."""
    user_preferences_set(
        actor=request.actor, language=request.actor.language, theme=theme_of(request)
    )
    return HttpResponse(status=204)


def enter(request: Request, user: Any) -> HttpResponse:
    """Sign a user in, by a second factor if they have one, and take on language and theme."""
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=_next(request) or "/"
    )
    _remember(response, settings.LANGUAGE_COOKIE_NAME, user.language)
    _remember(response, "theme", user.theme)
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.TLS)


def _next(request: Request) -> str:
    """Where to go afterwards: only to a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted != reverse("web:sign_in") else ""


@require_safe
@open_to_all
def mark(request: Request) -> HttpResponse:
    """The mark of the program, where a browser asks for it by itself: beside a label as a PDF."""
    return redirect(static("web/img/mark.svg"))
