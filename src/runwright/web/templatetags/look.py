"""The parts of the look as template tags: icons, states, quantities, instants, meters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, gettext

from runwright.journal.clock import now
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain as kernel_plain
from runwright.kernel.quantity import plain_ratio
from runwright.people.actor import Actor
from runwright.people.roles import ROLES
from runwright.reports.figure import Figure
from runwright.reports.lists.columns import Kind
from runwright.reports.lists.words import LINKED, LOSSES
from runwright.web import figures, rights
from runwright.web.journal_fields import field_words, kind_words, value_words
from runwright.web.journal_words import VERBS
from runwright.web.states import MESSAGE_TONES, TONE_ICONS, look_of

register = template.Library()
register.filter("number", figures.number)
register.filter("percent", figures.percent)
register.filter("ratio", plain_ratio)

MARK = (
    '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" '
    'fill="#0b6675"/><path d="M7 10h11M11 16h14M16 22h6" stroke="#fff" stroke-width="4" '
    'stroke-linecap="round"/></svg>'
)

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome", "Chrome"),
            ("CriOS/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip
"""What the name of a browser says of it, the telling marks first."""


@cache
def _sprite() -> str:
    return static("vendor/icons/icons.svg")


@register.simple_tag
def brand_mark() -> SafeString:
    """The product's sign."""
    return mark_safe(MARK)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """One icon of the sprite; it is an ornament, the words stand beside it."""
    shape = '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(shape, css, _sprite(), name)


@register.simple_tag
def state(kind: str, value: str) -> SafeString:
    """A state badge: colour, icon and word."""
    look = look_of(kind, value)
    shape = '<span class="state tone-{}">{}{}</span>'
    return format_html(shape, look.tone, icon(look.icon), look.word)


@register.simple_tag
def state_tone(kind: str, value: str) -> str:
    """The tone of a state, for parts that are not badges."""
    return look_of(kind, value).tone


@register.simple_tag
def state_word(kind: str, value: str) -> str:
    """The word of a state."""
    return str(look_of(kind, value).word)


@register.simple_tag
def state_icon(kind: str, value: str) -> SafeString:
    """The icon of a state alone."""
    return icon(look_of(kind, value).icon)


@register.simple_tag
def quantity(value: Decimal | int | None, unit: object = "") -> SafeString:
    """An exact quantity with its unit."""
    return _measured(figures.number(value), str(unit or "") if value is not None else "")


@register.simple_tag
def money(value: Decimal | None, currency: str = "") -> SafeString:
    """An amount of money to the cent, with its currency."""
    return _measured(figures.number(value, 2), currency if value is not None else "")


@register.simple_tag
def figure(one: Figure) -> SafeString:
    """A figure as its kind is written."""
    match one.kind:
        case Kind.MINUTES:
            return duration(one.value)
        case Kind.MONEY:
            return money(None if one.value is None else Decimal(one.value), one.unit)
        case Kind.SHARE:
            share = None if one.value is None else Decimal(one.value)
            return format_html('<span class="number">{}</span>', figures.percent(share, 1))
        case _:
            return quantity(one.value, one.unit)


def _measured(text: str, unit: str) -> SafeString:
    if not unit:
        return format_html('<span class="number">{}</span>', text)
    shape = '<span class="number">{}&nbsp;<span class="unit">{}</span></span>'
    return format_html(shape, text, unit)


@register.simple_tag
def duration(value: Decimal | int | timedelta | None) -> SafeString:
    """Minutes (or a time span) as hours and minutes."""
    minutes = figures.minutes_of(value) if isinstance(value, timedelta) else value
    return format_html('<span class="number">{}</span>', figures.duration(minutes))


@register.simple_tag
def instant(at: datetime | None) -> SafeString:
    """A short date and time, with the full instant on hover."""
    if at is None:
        return format_html('<span class="quiet">{}</span>', figures.DASH)
    shape = '<time class="number" datetime="{}" title="{}">{}</time>'
    short = figures.instant(at, now().date())
    return format_html(shape, at.isoformat(), figures.instant_in_full(at), short)


@register.simple_tag
def day(value: date | None) -> SafeString:
    """A short day."""
    return format_html('<span class="number">{}</span>', figures.day(value, now().date()))


@register.simple_tag
def ago(at: datetime) -> SafeString:
    """How long ago, with the full instant on hover."""
    shape = '<time datetime="{}" title="{}">{}</time>'
    return format_html(shape, at.isoformat(), figures.instant_in_full(at), figures.ago(at, now()))


@register.simple_tag
def code(text: object, url: str = "") -> SafeString:
    """A code in the monospaced face, linked to its record when there is one."""
    if not url:
        return format_html('<span class="code">{}</span>', text)
    return format_html('<a class="code" href="{}">{}</a>', url, text)


@register.simple_tag
def meter(done: Decimal | int, whole: Decimal | int, label: str = "", tone: str = "") -> SafeString:
    """A progress bar as a small drawing; a share above one fills it."""
    share = min(Decimal(done) / Decimal(whole), Decimal(1)) if whole else Decimal(0)
    shape = (
        '<svg class="meter {}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><rect width="100" height="8" rx="1"></rect>'
        '<rect class="part" width="{}" height="8" rx="1"></rect></svg>'
    )
    words = f"{label} {figures.percent(share)}".strip()
    return format_html(shape, f"tone-{tone}" if tone else "", words, f"{share * 100:.1f}")


@register.filter
def at(mapping: Mapping[str, str], key: str) -> str:
    """What a mapping holds for a key, or nothing."""
    return mapping.get(key, "")


@register.filter
def message_tone(level: str) -> str:
    """The tone of a one-time message."""
    return MESSAGE_TONES.get(level, "blue")


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone."""
    return TONE_ICONS.get(tone, "info-circle")


@register.filter
def is_word(value: object, word: str) -> str:
    """``true`` or ``false`` for an ARIA attribute."""
    return "true" if str(value) == word else "false"


@register.filter
def own_language_name(language: str) -> str:
    """A language's name in that language."""
    return str(get_language_info(language)["name_local"]).capitalize()


@register.filter
def plain(value: Decimal | int) -> str:
    """A number as programs write it."""
    return f"{Decimal(value):f}"


@register.filter
def exactly(value: Decimal) -> str:
    """A number as a field holds it: without idle zeros."""
    return kernel_plain(value)


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """Whether the actor holds a permission."""
    return actor is not None and actor.can(permission)


@register.filter
def may_see(actor: Actor | None, page: str) -> bool:
    """Whether the actor is let in to a page, by its name."""
    return actor is not None and rights.may_see(actor, page)


@register.filter
def in_words(sentence: str) -> str:
    """An English sentence of a room in the active language."""
    return gettext(sentence)


@register.filter
def browser_words(agent: str) -> str:
    """A browser and its system as people know them."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " · ".join(filter(None, (browser, system))) or agent[:60] or figures.DASH


@register.filter
def grade_words(grade: str) -> str:
    """What a grade is called."""
    return str(LINKED.get(grade, grade))


@register.filter
def loss_words(loss: str) -> str:
    """What a stop counts as."""
    return str(LOSSES[loss])


@register.filter
def sentence(reason: Reason) -> str:
    """A reason in the active language."""
    return reason.sentence(gettext)


@register.filter
def verb_words(verb: str) -> str:
    """What a verb of the journal says to people."""
    return str(VERBS.get(verb) or verb.replace(".", " ").replace("_", " "))


register.filter(field_words)
register.filter(kind_words)
register.simple_tag(value_words)


@register.filter
def list_route(name: str) -> str:
    """The route of a list's page."""
    return f"web:{name}"


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def role_words(user: Any) -> str:
    """The roles a user holds, in words."""
    return ", ".join(gettext(ROLES[grant.role]) for grant in user.grants.all())


@register.simple_tag
def return_fields(returns: Sequence[tuple[Any, Decimal]]) -> SafeString:
    """One field for each material line that may come back, with the amount proposed: an order may
    have a thousand of them."""
    shape = (
        '<div class="pair"><label class="form-label" for="return-{0}"><span class="code">{1}</span>'
        ' {2} {3}</label><input class="form-control tight" id="return-{0}" name="return-{0}" '
        'value="{4}" inputmode="decimal"></div>'
    )
    of = gettext("of")
    rows = (
        (line.id, line.item.code, of, quantity(line.consumed, line.item.unit.symbol),
         kernel_plain(proposed))
        for line, proposed in returns
    )  # fmt: skip
    return format_html_join("", shape, rows)


@register.simple_tag
def cell(bound: BoundField) -> SafeString:
    """The input of a field alone, named by its label, for the cell of a table."""
    row = bound.name.rpartition("_")[2]
    attributes: dict[str, str | bool] = {"class": "form-control"}
    attributes["aria-label"] = f"{bound.label} {row}"
    if getattr(bound.field.widget, "input_type", "") == "checkbox":
        attributes["class"] = "form-check-input"
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, **extra: Any) -> dict[str, Any]:
    """A form field with its label, hint and error, wired for assistive technology."""
    described = [f"{bound.id_for_label}_hint"] if bound.help_text else []
    described += [f"{bound.id_for_label}_error"] if bound.errors else []
    attributes = dict(bound.field.widget.attrs)
    attributes["class"] = "form-select" if hasattr(bound.field, "choices") else "form-control"
    if getattr(bound.field.widget, "input_type", "") == "checkbox":
        attributes["class"] = "form-check-input"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {"bound": bound, "widget": bound.as_widget(attrs=attributes), **extra}
