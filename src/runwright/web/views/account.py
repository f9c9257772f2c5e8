"""A forgotten password, and where one is signed in."""

from allauth.core import ratelimit
from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from runwright.labels.letters import link_mail
from runwright.people.actor import Actor
from runwright.people.selectors import sessions_of
from runwright.people.services import link_request, session_end, sessions_end
from runwright.web.actors import Request, open_to_all
from runwright.web.answers import done, page


class ForgottenForm(forms.Form):
    """Who one is."""

    name = forms.CharField(
        label=gettext_lazy("User name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Send a one-time link to the address of a user; strangers are told the same."""
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return page(request, "forgotten", {"form": form})
    name = form.cleaned_data["name"]
    if not ratelimit.consume(request, action="reset_password", key=name.lower()):
        form.add_error(None, _("Too many requests. Try again later."))
        response = page(request, "forgotten", {"form": form})
        response.status_code, response["Retry-After"] = 429, "300"
        return response
    found = link_request(name=name, actor=Actor(user_id=None, label=_("forgotten password")))
    if found:
        user, secret = found
        address = request.build_absolute_uri(reverse("web:welcome", args=[secret]))
        link_mail(to=user.email, language=user.language, address=address)
    return page(request, "forgotten", {"sent": True})


@never_cache
@require_http_methods(["GET"])
def sessions(request: Request) -> HttpResponse:
    """Every browser in which one is signed in."""
    words = {"sessions": sessions_of(actor=request.actor), "here": request.session.session_key}
    return page(request, "sessions", words)


@require_POST
def session_ending(request: Request, session_id: int) -> HttpResponse:
    """Sign out in one browser."""
    session_end(session_id=session_id, actor=request.actor)
    return done(request, reverse("web:sessions"), _("The session is ended."))


@require_POST
def sessions_ending(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    actor, here = request.actor, request.session.session_key or ""
    sessions_end(user_id=actor.person, but=here, actor=actor)
    return done(request, reverse("web:sessions"), _("You are signed out everywhere else."))
