"""Forms of customers and suppliers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.partners.rules import LANGUAGES
from runwright.web.forms.ground import ActorForm


class PartnerForm(ActorForm):
    """A new customer or supplier."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Where papers are sent to.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    address = forms.CharField(
        label=_("Address"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=list(LANGUAGES.items()),
        help_text=_("In which papers are written to them."),
    )


class PartnerEditForm(PartnerForm):
    """What of a partner may change; the code is fixed, since papers name it."""

    code = None  # type: ignore[assignment]
