"""Variants of a family as a matrix, the attributes they differ in, and pictures of items."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.catalog.selectors import (
    attributes_all,
    has_picture,
    item_get,
    picture_of,
    variants_of,
)
from runwright.catalog.services import (
    ValueDraft,
    attribute_create,
    attribute_values_add,
    item_picture_remove,
    item_picture_set,
    variants_create,
    variants_plan,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.views.routings import file_sent


class MatrixForm(ActorForm):
    """Which values to combine, and the pattern of the codes."""

    value_ids = forms.TypedMultipleChoiceField(coerce=int, label=gettext_lazy("Values"))
    pattern = forms.CharField(label=gettext_lazy("Codes"), max_length=120, required=False)

    def fill(self) -> None:
        self.attributes = list(attributes_all(actor=self.actor))
        values = [value for attribute in self.attributes for value in attribute.values.all()]
        self.fields["value_ids"].choices = [(v.id, v.name) for v in values]  # type: ignore[attr-defined]

    @property
    def usual_pattern(self) -> str:
        return "-".join(f"{{{one}}}" for one in ("family", *self._codes()))

    def _codes(self) -> list[str]:
        return [one.code for one in sorted(self.attributes, key=lambda one: one.id)]


class ValuesForm(ActorForm):
    """Values written as ``S = small, M = medium``."""

    values = forms.CharField(
        label=gettext_lazy("Values"), max_length=2000,
        help_text=gettext_lazy("Code and name, as in: S = small, M = medium"),
    )  # fmt: skip

    def clean_values(self) -> list[ValueDraft]:
        found = []
        for part in filter(str.strip, self.cleaned_data["values"].split(",")):
            code, _sign, name = (word.strip() for word in part.partition("="))
            if not 0 < len(code) <= 20 or len(name) > 80:
                raise forms.ValidationError(_("“{part}” is no code.").format(part=part[:40]))
            found.append(ValueDraft(code, name or code))
        return found


class AttributeForm(ValuesForm):
    """A new attribute with its values."""

    code = forms.SlugField(label=gettext_lazy("Code"), max_length=20)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    field_order = ("code", "name", "values")


@require_http_methods(["GET", "POST"])
def variants(request: Request, record_id: int) -> HttpResponse:
    """The variants of an item, and the matrix to make more."""
    item = item_get(item_id=record_id, actor=request.actor)
    form = MatrixForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            made = variants_create(family_id=record_id, **form.given(), actor=request.actor)
            said = _("{count} variants are made.").format(count=len(made))
            return done(request, reverse("web:variants", args=[record_id]), said)
    found = variants_of(family_id=record_id, actor=request.actor)
    return page(request, "variants", {"item": item, "form": form, "variants": found})


@require_POST
def variants_preview(request: Request, record_id: int) -> HttpResponse:
    """What the chosen matrix would make."""
    form, plans = MatrixForm(request.POST, request.actor), []
    if form.is_valid():
        with at_fields(form):
            plans = variants_plan(family_id=record_id, **form.given(), actor=request.actor)
    words: dict[str, Any] = {"item_id": record_id, "form": form, "plans": plans}
    words["fresh"] = sum(not plan.exists for plan in plans)
    return render(request, "web/parts/variants_preview.html", words)


@require_http_methods(["GET", "POST"])
def attributes(request: Request) -> HttpResponse:
    """Every attribute with its values, and a form for one more."""
    form = AttributeForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            attribute_create(**form.given(), actor=request.actor)
            return done(request, reverse("web:attributes"), _("Saved."))
    found = attributes_all(actor=request.actor)
    return page(request, "attributes", {"form": form, "attributes": found})


@require_POST
def attribute_values(request: Request, record_id: int) -> HttpResponse:
    """Add values to an attribute."""
    form: Any = ValuesForm(request.POST, request.actor)
    if form.is_valid():
        with at_fields(form):
            attribute_values_add(attribute_id=record_id, **form.given(), actor=request.actor)
            return done(request, reverse("web:attributes"), _("Saved."))
    home = reverse("web:attributes")
    return page(request, "form", {"form": form, "title": _("Values"), "home": home})


class PictureForm(ActorForm):
    """A picture of an item."""

    file = forms.FileField(label=gettext_lazy("Picture"))


@require_safe
def picture(request: Request, record_id: int) -> HttpResponse:
    """What an item looks like."""
    found = picture_of(item_id=record_id, actor=request.actor)
    return file_sent("picture", found.media_type, bytes(found.content))


@require_http_methods(["GET", "POST"])
def picture_set(request: Request, record_id: int) -> HttpResponse:
    """Keep a picture of an item."""
    item = item_get(item_id=record_id, actor=request.actor)
    form = PictureForm(request.POST or None, request.actor, files=request.FILES or None)
    home = record_url("item", record_id)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with at_fields(form):
            item_picture_set(
                item_id=record_id, name=file.name, content=file.read(), actor=request.actor
            )
            return done(request, home, _("Saved."))
    pictured = has_picture(item_id=record_id, actor=request.actor)
    words = {"form": form, "item": item, "home": home, "pictured": pictured}
    return page(request, "item_picture", words)


@require_POST
def picture_removal(request: Request, record_id: int) -> HttpResponse:
    """Take the picture of an item away."""
    item_picture_remove(item_id=record_id, actor=request.actor)
    return done(request, record_url("item", record_id), _("Done."))
