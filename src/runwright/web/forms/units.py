"""Forms of unit categories and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.units.selectors import categories_in_use
from runwright.web.forms.ground import ActorForm, Pick, RatioField, exact


class CategoryForm(ActorForm):
    """A new unit category."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Only units of one category convert.")
    )


class CategoryEditForm(CategoryForm):
    """What of a unit category may change."""

    code = None  # type: ignore[assignment]


class UnitForm(ActorForm):
    """A new unit of a category."""

    category_id = Pick(label=_("Category"))
    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=80)
    symbol = forms.CharField(label=_("Symbol"), max_length=20)
    ratio = RatioField(
        label=_("Is worth"), initial="1",
        help_text=_("So many of the category's reference unit: 25, 0.4536 or 1/1000."),
    )  # fmt: skip
    resolution = exact(_("Smallest step"), places=9, initial=1)

    def fill(self) -> None:
        self.fields["category_id"].offer(categories_in_use(actor=self.actor), "name")  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        ratio = given.pop("ratio")
        return given | {"numerator": ratio.numerator, "denominator": ratio.denominator}

    def place_of(self, field: str) -> str | None:
        return super().place_of("ratio" if field in {"numerator", "denominator"} else field)


class UnitEditForm(UnitForm):
    """What of a unit may change; what it is worth only while nothing stands in it."""

    category_id = code = None  # type: ignore[assignment]

    def fill(self) -> None:
        """There is no category to choose."""
