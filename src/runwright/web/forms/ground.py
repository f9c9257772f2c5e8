"""The ground of all forms: they know the actor, and hand their fields to a service."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.kernel.errors import Invalid, Reason
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor

Choices = list[tuple[Any, Any]]


class ActorForm(forms.Form):
    """A form whose choices are what its actor may see; ``folded`` fields wait behind “More”."""

    folded: tuple[str, ...] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        actor: Actor,
        initial: dict[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.actor = actor
        self.fill()

    def fill(self) -> None:
        """Give choice fields their choices."""

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


def number_or_none(value: str) -> int | None:
    """The id chosen in a select, or none."""
    return int(value) if value else None


class Boxes(forms.CheckboxSelectMultiple):
    """Several of fixed values, one box each, in the look of the house."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-check-input"})


class Pick(forms.TypedChoiceField):
    """A select of records by id."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("coerce", number_or_none)
        super().__init__(empty_value=None, **options)

    def offer(self, records: Iterable[Any], word: str = "") -> None:
        """Offer records by id; ``word`` is the attribute that names them, or their own words."""
        offered = [(r.id, getattr(r, word) if word else str(r)) for r in records]
        self.choices = offered if self.required else [("", "—"), *offered]


class AsciiOnly(forms.Field):
    """A field that reads plain digits only; Python would take those of any script."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and not value.isascii():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class ExactField(AsciiOnly, forms.DecimalField):
    """An exact number in plain digits: a comma is read as a point, no idle zeros are shown."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


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


def day(label: Any, **options: Any) -> DayField:
    """A field for a day."""
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


def reason(*, required: bool = True) -> forms.CharField:
    """A field for the reason why something is done."""
    return forms.CharField(label=_("Reason"), max_length=200, required=required)
