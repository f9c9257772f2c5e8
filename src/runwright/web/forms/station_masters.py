"""Forms of stations, of the operations they serve, and of their devices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.reports.lists.stations import LABELS, TYPES
from runwright.resources.selectors import departments_all, stations_all
from runwright.web.forms.ground import ActorForm, Pick, exact
from runwright.web.forms.plant import several

SIZES = [(size, f"{size.replace('x', ' × ')}″") for size in ("1x4", "1x1", "1x3", "2x4")]


class StationForm(ActorForm):
    """A new station."""

    name = forms.CharField(label=_("Name"), max_length=80)
    type = forms.ChoiceField(
        label=_("Type"), choices=list(TYPES.items()),
        help_text=_("What a scan here does. It cannot be changed later."),
    )  # fmt: skip
    department_id = Pick(label=_("Department"), required=False)
    is_material_checked = forms.BooleanField(
        label=_("Somebody looks at the material before each scan"), required=False
    )
    label_kind = forms.ChoiceField(label=_("Label"), choices=list(LABELS.items()))
    label_size = forms.ChoiceField(label=_("Label size, inches"), choices=SIZES, initial="2x4")

    def fill(self) -> None:
        departments = departments_all(actor=self.actor).filter(archived_at=None)
        self.fields["department_id"].offer(departments)  # type: ignore[attr-defined]


class StationEditForm(StationForm):
    """What of a station may change."""

    type = None  # type: ignore[assignment]


class StationDeviceForm(ActorForm):
    """A device to be enrolled."""

    name = forms.CharField(
        label=_("Name of the device"), max_length=80, help_text=_("For example: Tablet 3")
    )


class DeviceEditForm(StationDeviceForm):
    """What of a device may change."""

    station_id = Pick(label=_("Station"))

    def fill(self) -> None:
        stations = stations_all(actor=self.actor).filter(archived_at=None)
        self.fields["station_id"].offer(stations)  # type: ignore[attr-defined]


class OperationStationsForm(ActorForm):
    """At which stations an operation is confirmed."""

    station_ids = several(_("Stations"))

    def fill(self) -> None:
        stations = stations_all(actor=self.actor).filter(archived_at=None)
        self.fields["station_ids"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.name} · {TYPES[one.type]}") for one in stations
        ]


class PinForm(ActorForm):
    """A PIN for an operator."""

    pin = forms.CharField(
        label=_("New PIN"), max_length=8, strip=False,
        help_text=_("4 to 8 digits, not all the same and not simply counted."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class ApplicationForm(ActorForm):
    """A scan of the inbox, with other quantities or labels, or for another order; what is left
    empty stays as it was scanned."""

    labels = forms.CharField(required=False, max_length=16_000)
    order_id = forms.IntegerField(required=False, min_value=1)
    firsts = exact(_("Firsts"), places=9, required=False)
    seconds = exact(_("Seconds"), places=9, required=False)
    waste = exact(_("Waste"), places=9, required=False)
    quantity = exact(_("Quantity"), places=9, required=False)
    is_checked = forms.BooleanField(required=False)
    accept_gain = forms.BooleanField(required=False)
    take_claimed = forms.BooleanField(required=False)

    def given(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value is not None and value is not False and value != []
        }

    def clean_labels(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["labels"].splitlines())
        return [line for line in lines if line]
