"""Forms of the settings: the company, users and reasons."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.company.rules import countries
from runwright.company.services import POLICIES
from runwright.people.roles import ROLES
from runwright.reports.lists.words import LOSSES
from runwright.reports.lists.words import POLICIES as POLICY_WORDS
from runwright.resources.selectors import departments_all
from runwright.stock.selectors import warehouses_all
from runwright.web.forms.ground import ActorForm, Boxes, WholeField, percent


class CompanyForm(ActorForm):
    """The company: who and where it is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Its public holidays are proposed for work schedules.")
    )
    currency = forms.CharField(
        label=_("Currency"), min_length=3, max_length=3, help_text=_("Three letters, such as EUR.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone of the plant"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def fill(self) -> None:
        zones = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
        picks: Any = self.fields
        picks["time_zone"].choices = [(zone, zone) for zone in zones]
        picks["country"].choices = sorted(countries().items(), key=lambda one: one[1])

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


def policy(label: Any, name: str, words: Any = "") -> forms.ChoiceField:
    """A field for one policy, with what it can be."""
    choices = [(one.value, POLICY_WORDS[one.value]) for one in POLICIES[name]]
    return forms.ChoiceField(label=label, choices=choices, help_text=words)


class PoliciesForm(ActorForm):
    """What the company lets happen."""

    overproduction = policy(
        _("More made than ordered"), "overproduction",
        _("What a report of more than the order asks for meets, beyond the tolerance."),
    )  # fmt: skip
    overproduction_tolerance = percent(_("Tolerance of over-production in %"))
    shortage_confirm = policy(
        _("Short when an order is confirmed"), "shortage_confirm",
        _("Allowed: what there is, is reserved, and the rest is shown as short."),
    )  # fmt: skip
    shortage_plan = policy(
        _("Short when an order is planned"), "shortage_plan",
        _("Blocked: a manager may plan it all the same, with a reason."),
    )  # fmt: skip
    shortage_release = policy(_("Short when a run is released"), "shortage_release")
    shortage_scan = policy(
        _("Short at a scan"), "shortage_scan",
        _("Warned: what there is, is issued, and the rest is owed."),
    )  # fmt: skip
    shortage_issue = policy(_("Short when material is issued by hand"), "shortage_issue")
    shortage_delivery = policy(_("Short at a delivery"), "shortage_delivery")
    over_receipt = policy(_("More comes than was ordered"), "over_receipt")
    orders_from_sales = forms.BooleanField(
        label=_("Make orders from confirmed sales orders without being asked"), required=False
    )
    station_idle_minutes = WholeField(
        label=_("Sign off at a station after so many idle minutes"), min_value=1, max_value=1440
    )
    blocked_hours = WholeField(
        label=_("Call work blocked that waits for more than so many hours"), min_value=1,
        max_value=1000,
    )  # fmt: skip
    webhook_days = WholeField(
        label=_("Keep what webhooks were told for so many days"), min_value=1, max_value=3650
    )


class NumberingForm(ActorForm):
    """How one kind of document is numbered."""

    pattern = forms.CharField(
        label=_("Prefix"), max_length=20,
        help_text=_("{year} and {month} are those of the day: MO-{year}- gives MO-2026-00001."),
    )  # fmt: skip
    next_number = WholeField(
        label=_("Next number"), min_value=1, required=False,
        help_text=_("It can only go up: a number that was given is never given again."),
    )  # fmt: skip


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


class LimitsForm(ActorForm):
    """The departments and warehouses a user is limited to."""

    departments = forms.MultipleChoiceField(
        label=_("Departments"), required=False, widget=Boxes,
        help_text=_("None ticked is no limit. Limits hold for operators and warehouse keepers "
                    "who have no other role beside."),
    )  # fmt: skip
    warehouses = forms.MultipleChoiceField(label=_("Warehouses"), required=False, widget=Boxes)

    def fill(self) -> None:
        picks: Any = self.fields
        departments, warehouses = (
            departments_all(actor=self.actor),
            warehouses_all(actor=self.actor),
        )
        picks["departments"].choices = [(one.pk, str(one)) for one in departments]
        picks["warehouses"].choices = [(one.pk, str(one)) for one in warehouses]

    def given(self) -> dict[str, Any]:
        return {
            f"{name[:-1]}_ids": [int(key) for key in self.cleaned_data[name]]
            for name in ("departments", "warehouses")
        }


class UserForm(RolesForm):
    """A new user, who sets a password through a one-time link."""

    username = forms.CharField(label=_("User name"), max_length=80)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("username", "full_name", "email", "language", "roles")


class UserEditForm(ActorForm):
    """What of a user may change; roles have a form of their own."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class ScrapReasonForm(ActorForm):
    """A reason for seconds and waste."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=120)


class DowntimeReasonForm(ScrapReasonForm):
    """A reason why a machine stands, and what it counts as."""

    loss = forms.ChoiceField(label=_("Counts as"), choices=list(LOSSES.items()))


class ScrapReasonEditForm(ScrapReasonForm):
    """What of a reason may change."""

    code = None  # type: ignore[assignment]


class DowntimeReasonEditForm(DowntimeReasonForm):
    """What of a reason may change."""

    code = None  # type: ignore[assignment]
