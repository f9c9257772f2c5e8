"""The set-up checklist: seven steps, what is missing, and where it is mended."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_stubs_ext import StrPromise

from runwright.company.services import prefixes_accept
from runwright.people.actor import Actor
from runwright.reports.setup.selectors import Step, setup_is_begun, setup_steps
from runwright.reports.setup.steps import Gap
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.rights import may_see


@dataclass(frozen=True)
class Help:
    """What people are told about a step, and the buttons that take them on."""

    words: StrPromise
    home: str
    buttons: tuple[tuple[StrPromise, str], ...]


HELP = {
    "units": Help(
        gettext_lazy("In which units things are counted, weighed and measured."), "web:units",
        ((gettext_lazy("New unit"), "web:unit_new"),),
    ),
    "schedules": Help(
        gettext_lazy("When work is done: shifts, public holidays, shutdowns, overtime."),
        "web:schedules",
        (
            (gettext_lazy("New work schedule"), "web:schedule_new"),
            (gettext_lazy("Public holidays"), "web:holidays"),
        ),
    ),
    "work_centres": Help(
        gettext_lazy("Where work is done, at what cost, and by whom."), "web:work_centres",
        (
            (gettext_lazy("New work centre"), "web:work_centre_new"),
            (gettext_lazy("New machine"), "web:machine_new"),
            (gettext_lazy("New operator"), "web:operator_new"),
        ),
    ),
    "routings": Help(
        gettext_lazy(
            "By which operations an item is made, and how long each takes. The item comes first."
        ),
        "web:routings",
        (
            (gettext_lazy("New routing"), "web:routing_new"),
            (gettext_lazy("New item"), "web:item_new"),
        ),
    ),
    "items": Help(
        gettext_lazy("What is bought, made and sold."), "web:items",
        ((gettext_lazy("New item"), "web:item_new"),),
    ),
    "boms": Help(
        gettext_lazy("What goes into a product; an engineer validates it."), "web:boms",
        ((gettext_lazy("New bill of materials"), "web:bom_new"),),
    ),
    "prefixes": Help(
        gettext_lazy("What the numbers of documents begin with."), "web:numberings", (),
    ),
}  # fmt: skip
MENDS = {
    "unit": "web:unit_new",
    "schedule": "web:schedule_new",
    "holidays": "web:holidays",
    "work_centre": "web:work_centre_edit",
    "operator": "web:operator_edit",
    "routing": "web:routing",
    "item": "web:item_edit",
    "bom": "web:bom",
    "item_bom": "web:item",
    "prefix": "web:numberings",
}
NEW = {
    "work_centre": "web:work_centre_new",
    "operator": "web:operator_new",
    "routing": "web:routing_new",
    "item": "web:item_new",
    "bom": "web:bom_new",
}


def mend_page(gap: Gap) -> str:
    """The page at which a gap is closed."""
    if gap.kind == "unit_category":
        return "web:unit_new"
    return NEW.get(gap.kind, MENDS[gap.kind]) if gap.record_id is None else MENDS[gap.kind]


def mend_url(gap: Gap, actor: Actor) -> str:
    """The address at which somebody can close a gap; empty for who is not let in there."""
    route = mend_page(gap)
    if not may_see(actor, route):
        return ""
    if gap.kind == "unit_category":
        return f"{reverse(route)}?category_id={gap.record_id}"
    if gap.record_id is None or gap.kind == "holidays":
        return reverse(route)
    return reverse(route, args=[gap.record_id])


@dataclass(frozen=True)
class ShownStep:
    """A step as the page shows it to somebody."""

    number: int
    step: Step
    actor: Actor

    @property
    def help(self) -> Help:
        return HELP[self.step.key]

    @property
    def home(self) -> str:
        return reverse(self.help.home)

    @property
    def buttons(self) -> list[tuple[StrPromise, str]]:
        """What can be made here by who looks at it, with its page."""
        buttons = self.help.buttons
        return [(words, reverse(route)) for words, route in buttons if may_see(self.actor, route)]

    @property
    def gaps(self) -> list[tuple[Gap, str]]:
        """What is missing, with the page where it is mended."""
        return [(gap, mend_url(gap, self.actor)) for gap in self.step.gaps]


def setup_words(actor: Actor) -> dict[str, object]:
    """What the checklist shows."""
    numbered = enumerate(setup_steps(actor=actor), start=1)
    steps = [ShownStep(n, step, actor) for n, step in numbered]
    ready = sum(shown.step.state != "open" for shown in steps)
    waiting = [shown.number for shown in steps if shown.step.state == "open"]
    return {"steps": steps, "ready": ready, "next_step": waiting[0] if waiting else 0}


def setup_wanted(actor: Actor) -> bool:
    """Whether the dashboard begins with the checklist: somebody who can work it off, and a
    company that lacks a step."""
    return actor.can("resources.manage") and not setup_is_begun(actor=actor)


@require_safe
def checklist(request: Request) -> HttpResponse:
    """The seven steps."""
    return page(request, "setup", setup_words(request.actor))


@require_POST
def prefixes(request: Request) -> HttpResponse:
    """Say that the prefixes of documents are good as they are."""
    prefixes_accept(actor=request.actor)
    return done(request, reverse("web:setup"), _("Saved."))
