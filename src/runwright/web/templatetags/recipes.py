"""Figures and words of recipes in templates."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from runwright.kernel.rounding import round_half_up
from runwright.web.forms.recipes import MODES
from runwright.web.templatetags import look

register = template.Library()
CENT, FINE, MINUTE = Decimal("0.01"), Decimal("0.000001"), Decimal("0.1")
KINDS = {
    "added": ("green", _("added")),
    "removed": ("red", _("removed")),
    "changed": ("blue", _("changed")),
}
FIELDS = {
    "quantity": _("Quantity"),
    "waste_quantity": _("Waste"),
    "waste_share": _("Waste share"),
    "fixed_quantity": _("Once per order"),
    "rounding_multiple": _("In multiples of"),
    "operation": _("Used at"),
    "mode": _("Consumption"),
    "phantom": _("Phantom"),
    "only_for": _("Only for"),
    "substitutes": _("Substitutes"),
    "routing": _("Routing"),
    "cost_share": _("Share of the cost"),
}


@register.simple_tag
def rolled_money(amount: Fraction, currency: str = "") -> SafeString:
    """An exact amount of money, to the cent."""
    return look.money(round_half_up(amount, CENT), currency)


@register.simple_tag
def rolled_minutes(minutes: Fraction) -> SafeString:
    """An exact duration in minutes."""
    return look.duration(round_half_up(minutes, MINUTE))


@register.simple_tag
def rolled_quantity(quantity: Fraction, unit: str) -> SafeString:
    """An exact quantity, as fine as anybody reads it."""
    return look.quantity(round_half_up(quantity, FINE), unit)


@register.simple_tag
def difference_word(kind: str) -> SafeString:
    """Added, removed or changed, in its colour."""
    tone, word = KINDS[kind]
    return format_html('<span class="tone-{}">{}</span>', tone, word)


@register.filter
def line_field_words(name: str) -> str:
    """What a field of a line is called."""
    return str(FIELDS.get(name, name))


@register.filter
def mode_words(mode: str) -> str:
    """How material leaves the stock, in a word."""
    return str(MODES.get(mode, mode))
