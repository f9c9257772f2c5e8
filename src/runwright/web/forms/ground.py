"""The ground of all forms: they know the actor, and hand their fields to a service."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from runwright.kernel.errors import Invalid, Reason, Refusal
from runwright.kernel.quantity import parse_ratio, plain, plain_ratio
from runwright.people.actor import Actor

Choices = list[tuple[Any, Any]]

BETWEEN_THOUSANDS = str.maketrans("", "", " \u00a0\u202f")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]*)?")


class ActorForm(forms.Form):
    """A form whose choices are what its actor may see; ``folded`` fields wait behind “More”.

    A form that changes a ``record`` offers what that holds now as well, also when it is archived.
    """

    folded: tuple[str, ...] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        actor: Actor,
        initial: dict[str, Any] | None = None,
        files: Any = None,
        record: Any = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.actor = actor
        self.record = record
        for name, field in self.fields.items():
            if isinstance(field, Pick):
                field.held = self.holds(name.removesuffix("_id"))
        self.fill()

    def holds(self, name: str) -> Any:
        """What the record to be changed names there, or nothing."""
        return getattr(self.record, name, None)

    def fill(self) -> None:
        """Give choice fields their choices."""

    def named(self, name: str) -> Self:
        """This form, to stand beside others of its page: its fields are found by its name, so that
        a label never points into another form."""
        self.auto_id = f"id_{name}_%s"
        return self

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        """What the fields hold when a record is to be changed."""
        return {name: getattr(record, name) for name in cls.base_fields}

    def given(self) -> dict[str, Any]:
        """The cleaned fields as a service takes them."""
        return dict(self.cleaned_data)

    def demanded(self) -> dict[str, Any]:
        """The cleaned fields of a form that is one button. Raises ``Invalid``, every error told."""
        if self.is_valid():
            return self.given()
        problems = {name: " ".join(map(str, told)) for name, told in self.errors.items()}
        template = str(Invalid.template)
        raise Invalid(
            reasons=tuple(
                Reason(
                    template, {"field": str(self.fields[name].label or name), "problem": told}, name
                )
                for name, told in problems.items()
            )
        )

    def place_of(self, field: str) -> str | None:
        """The field of this form at which a service's refusal of ``field`` is shown."""
        return field if field in self.fields else None


def number_or_none(value: str) -> int | None:
    """The id chosen in a select, or none."""
    return int(value) if value else None


def with_held(records: Iterable[Any], *held: Any) -> list[Any]:
    """Records that are offered, and those held that are missing among them: out of use, but left
    as they are they must not turn into others."""
    return list({one.id: one for one in [*records, *held] if one}.values())


class Boxes(forms.CheckboxSelectMultiple):
    """Several of fixed values, one box each, in the look of the house."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-check-input"})


class Pick(forms.TypedChoiceField):
    """A select of records by id. A required one begins with the first of them, unless it is
    ``is_open``: what is easily taken for another is chosen by hand."""

    held: Any = None
    """The record that is held now."""

    def __init__(self, *, is_open: bool = False, **options: Any) -> None:
        self.is_open = is_open
        options.setdefault("coerce", number_or_none)
        super().__init__(empty_value=None, **options)

    def offer(self, records: Iterable[Any], word: str = "") -> None:
        """Offer records by id; ``word`` is the attribute that names them, or their own words."""
        offered = [
            (one.id, getattr(one, word) if word else str(one))
            for one in with_held(records, self.held)
        ]
        is_chosen = self.required and not self.is_open
        self.choices = offered if is_chosen else [("", "—"), *offered]


class AsciiOnly(forms.Field):
    """A field that reads plain digits only; Python would take those of any script."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and not value.isascii():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def ungrouped(typed: str) -> str:
    """A number without the blanks between its thousands, as our own pages write them."""
    written = typed.strip()
    return written.translate(BETWEEN_THOUSANDS) if _GROUPED.fullmatch(written) else typed


class ExactField(AsciiOnly, forms.DecimalField):
    """An exact number in plain digits: a comma is read as a point, thousands may be grouped by
    blanks, no idle zeros are shown."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = ungrouped(value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class PercentField(ExactField):
    """A share that people write in percent: 80 is 0.8."""

    def to_python(self, value: Any) -> Any:
        percent = super().to_python(value)
        return percent if percent is None else percent / 100

    def prepare_value(self, value: Any) -> Any:
        return plain(value * 100) if isinstance(value, Decimal) else value


class RatioField(forms.CharField):
    """An exact ratio above zero: 25, 0.4536 or 1/1000."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace(",", ".")
        if not text:
            return None
        try:
            return parse_ratio(text, field=str(self.label))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message(gettext)) from refusal

    def prepare_value(self, value: Any) -> Any:
        return plain_ratio(value) if isinstance(value, Fraction) else value


class PasteField(forms.CharField):
    """Rows pasted from a spreadsheet. A browser would cut off silently what is too long: here the
    form refuses it."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class WholeField(AsciiOnly, forms.IntegerField):
    """A whole number in plain digits, no larger than the database keeps."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_value", 2_000_000_000)
        super().__init__(**options)


class DayField(AsciiOnly, forms.DateField):
    """A day in plain digits."""


def exact(label: Any, *, places: int = 6, least: int = 0, **options: Any) -> ExactField:
    """A field for an exact number, by default one that is not negative."""
    options.setdefault("max_digits", 18)
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return ExactField(
        label=label, decimal_places=places, min_value=least, localize=True, widget=widget, **options
    )


def percent(label: Any, **options: Any) -> PercentField:
    """A field for a share in percent, not negative."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return PercentField(
        label=label, decimal_places=6, max_digits=9, min_value=0, localize=True, widget=widget,
        **options,
    )  # fmt: skip


def numbers_after(prefix: str, names: Iterable[str]) -> list[int]:
    """The numbers of the fields that are named by a prefix and a number."""
    ends = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
    return [int(end) for end in ends if end.isascii() and end.isdecimal() and len(end) < 18]


def quantity_typed(value: str, *, field: str) -> Decimal:
    """A quantity typed outside a form; nothing typed is nothing. Raises ``Invalid``."""
    try:
        return exact("", places=9, required=False).clean(value) or Decimal()
    except forms.ValidationError as error:
        raise Invalid(field=field, problem=" ".join(error.messages)) from error


def day(label: Any, **options: Any) -> DayField:
    """A field for a day."""
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


def reason(*, required: bool = True) -> forms.CharField:
    """A field for the reason why something is done."""
    return forms.CharField(label=_("Reason"), max_length=200, required=required)
