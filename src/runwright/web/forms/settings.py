"""Forms of the settings: the company, users and reasons."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.people.roles import ROLES
from runwright.reports.lists.words import LOSSES
from runwright.web.forms.ground import ActorForm, Boxes


class CompanyForm(ActorForm):
    """The company and its policies."""

    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.CharField(label=_("Country"), min_length=2, max_length=2)
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    time_zone = forms.ChoiceField(label=_("Time zone of the plant"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def fill(self) -> None:
        zones = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
        self.fields["time_zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]


def role_choices() -> list[tuple[str, str]]:
    """Every role in words."""
    return [(role, gettext(words)) for role, words in ROLES.items()]


class RolesForm(ActorForm):
    """The roles of a user."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=role_choices, required=False,
        widget=Boxes,
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"roles": frozenset(self.cleaned_data["roles"])}


class UserForm(RolesForm):
    """A new user, who sets a password through a one-time link."""

    username = forms.CharField(label=_("User name"), max_length=80)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("username", "full_name", "email", "language", "roles")


class ScrapReasonForm(ActorForm):
    """A reason for seconds and waste."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=120)


class DowntimeReasonForm(ScrapReasonForm):
    """A reason why a machine stands, and what it counts as."""

    loss = forms.ChoiceField(label=_("Counts as"), choices=list(LOSSES.items()))
