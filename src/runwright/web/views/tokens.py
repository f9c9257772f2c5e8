"""The API tokens of the person signed in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.people.selectors import tokens_of
from runwright.people.services import token_issue, token_revoke
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import Boxes
from runwright.web.permission_words import PERMISSION_WORDS
from runwright.web.refusals import at_fields


class TokenForm(forms.Form):
    """A new token: a name, how long it lives, and what it may do."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("What will use it, such as “ERP bridge”."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Valid for days"), min_value=1, max_value=3650, initial=365
    )
    scopes = forms.MultipleChoiceField(label=gettext_lazy("May"), widget=Boxes)

    def __init__(self, data: Mapping[str, Any] | None, actor: Actor) -> None:
        super().__init__(data)
        names = [name for name in PERMISSION_WORDS if name in actor.permissions]
        choices = [(name, PERMISSION_WORDS[name]) for name in names]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]
        self.fields["scopes"].initial = [name for name in names if name.endswith(".view")]


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """One's own tokens; a new one's secret is shown this once."""
    form = TokenForm(request.POST or None, request.actor)
    issued = None
    if form.is_valid():
        given = form.cleaned_data | {"scopes": frozenset(form.cleaned_data["scopes"])}
        with at_fields(form):
            issued = token_issue(**given, actor=request.actor)
    words = {"form": form, "issued": issued, "tokens": tokens_of(actor=request.actor)}
    return page(request, "tokens", words | {"now": now()})


@require_POST
def token_revocation(request: Request, token_id: int) -> HttpResponse:
    """Make a token useless."""
    token_revoke(token_id=token_id, actor=request.actor)
    return done(request, reverse("web:tokens"), _("The token does not work any more."))
