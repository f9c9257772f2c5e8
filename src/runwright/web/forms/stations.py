"""The forms at which a tablet becomes a station."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code that an administrator was shown."""

    code = forms.CharField(
        label=_("Code"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "code"}),
    )


class DeviceForm(forms.Form):
    """What this device is called."""

    name = forms.CharField(
        label=_("Name of this device"), max_length=80, help_text=_("For example: Tablet 3")
    )
