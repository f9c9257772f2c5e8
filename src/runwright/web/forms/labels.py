"""Forms of labels: which to print and how, printers, and what is printed by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.labels.batches.media import RESOLUTIONS
from runwright.labels.batches.stocks import KINDS, SIZES
from runwright.labels.selectors import printers_all
from runwright.resources.selectors import stations_all
from runwright.web.forms.ground import ActorForm, Boxes, Pick, WholeField

WAYS = (
    ("pages", _("PDF, a page for each label")),
    ("sheets", _("PDF, sheets of A4")),
    ("printer", _("Label printer")),
    ("zpl", _("ZPL file")),
)
"""How labels come out of the program, the browser first."""


def kind_field() -> forms.ChoiceField:
    """A choice of tag or traveller."""
    return forms.ChoiceField(
        label=_("Kind"), choices=[(key, _(words)) for key, words in KINDS.items()],
        help_text=_("A traveller has the operations to tick off and the instructions."),
    )  # fmt: skip


def size_field() -> forms.ChoiceField:
    """A choice of label stocks."""
    return forms.ChoiceField(
        label=_("Size"), choices=[(key, _(words)) for key, words in SIZES.items()]
    )


class LabelForm(ActorForm):
    """Which labels to print, and how."""

    way = forms.ChoiceField(label=_("How"), choices=WAYS)
    kind = kind_field()
    size = size_field()
    printer_id = Pick(
        label=_("Printer"), required=False,
        help_text=_("A ZPL file is written for it, or for a usual printer of 203 dots an inch."),
    )  # fmt: skip
    copies = WholeField(
        label=_("Copies"), min_value=1, max_value=100, initial=1,
        help_text=_("Of each label, on a label printer."),
    )  # fmt: skip

    def fill(self) -> None:
        picks: Any = self.fields
        picks["printer_id"].offer(printers_all(actor=self.actor).filter(archived_at=None))


class PrinterForm(ActorForm):
    """A label printer."""

    name = forms.CharField(label=_("Name"), max_length=80)
    host = forms.CharField(
        label=_("Address"), max_length=255, help_text=_("As 10.0.0.17 or zebra-1.plant.")
    )
    port = WholeField(label=_("Port"), min_value=1, max_value=65535, initial=9100)
    dpi = forms.TypedChoiceField(
        label=_("Dots per inch"),
        coerce=int,
        initial=203,
        choices=[(dpi, str(dpi)) for dpi in RESOLUTIONS],
    )
    is_turned = forms.BooleanField(
        label=_("The narrow side of the labels lies across"), required=False
    )
    font = forms.CharField(
        label=_("Font"), max_length=40, required=False,
        help_text=_("A font file on the printer, as E:TT0003M_.FNT, if its own lacks letters."),
    )  # fmt: skip
    station_ids = forms.TypedMultipleChoiceField(
        label=_("Stations"), coerce=int, required=False, widget=Boxes,
        help_text=_("Labels of scans at these stations are printed here."),
    )  # fmt: skip
    folded = ("port", "is_turned", "font")

    def fill(self) -> None:
        stations = stations_all(actor=self.actor).filter(archived_at=None)
        picks: Any = self.fields
        picks["station_ids"].choices = [(station.id, str(station)) for station in stations]

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        """What the fields hold when a printer is to be changed."""
        fields = {name: getattr(record, name) for name in cls.base_fields if name != "station_ids"}
        return fields | {"station_ids": [one.station_id for one in record.stations.all()]}


class LabelDefaultsForm(ActorForm):
    """Which labels are printed where neither a person nor a station says it."""

    kind = kind_field()
    size = size_field()
    printer_id = Pick(label=_("Printer"), required=False)

    def fill(self) -> None:
        picks: Any = self.fields
        picks["printer_id"].offer(printers_all(actor=self.actor).filter(archived_at=None))
