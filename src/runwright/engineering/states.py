"""The lives of bills of materials and routings."""

from runwright.engineering.errors import RecipeUsed
from runwright.engineering.models import Bom, Routing
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.masters import also, master_life
from runwright.kernel.transitions import STAYS, Life, Transition, guard


def nobody_has_used_it(bom: Bom) -> None:
    """Raise ``RecipeUsed`` for a bill of materials that an order follows."""
    if bom.used_at:
        raise RecipeUsed(recipe=str(bom))


def phantoms_are_known(bom: Bom) -> tuple[Reason, ...]:
    """A phantom stands for the lines of its own bill of materials, so it must have one."""
    phantoms = bom.lines.filter(is_phantom=True).exclude(
        item__boms__state__in=["draft", "validated"]
    )
    return tuple(
        Reason(
            gettext_noop("{item} is a phantom without a bill of materials."),
            {"item": line.item.code},
            "lines",
        )
        for line in phantoms.select_related("item")
    )


BOM_LIFE: Life[Bom] = Life(
    name="bom",
    initial="draft",
    states=("draft", "validated", "archived"),
    transitions=(
        Transition(
            verb="edit",
            sources=frozenset({"draft"}),
            target="draft",
            permission="engineering.manage",
            label=gettext_noop("Edit"),
            guards=(guard(nobody_has_used_it),),
        ),
        Transition(
            verb="validate",
            sources=frozenset({"draft"}),
            target="validated",
            permission="engineering.validate",
            label=gettext_noop("Validate"),
            guards=(phantoms_are_known,),
        ),
        Transition(
            verb="archive",
            sources=frozenset({"draft", "validated"}),
            target="archived",
            permission="engineering.manage",
            label=gettext_noop("Archive"),
        ),
        Transition(
            verb="revise",
            sources=frozenset({"draft", "validated", "archived"}),
            target=STAYS,
            permission="engineering.manage",
            label=gettext_noop("New revision"),
        ),
        Transition(
            verb="copy",
            sources=frozenset({"draft", "validated", "archived"}),
            target=STAYS,
            permission="engineering.manage",
            label=gettext_noop("Copy"),
        ),
        Transition(
            verb="remove",
            sources=frozenset({"draft"}),
            target=STAYS,
            permission="engineering.manage",
            label=gettext_noop("Remove the draft"),
            guards=(guard(nobody_has_used_it),),
        ),
    ),
)


def no_order_follows_it(routing: Routing) -> None:
    """Raise ``RecipeUsed`` for a routing that an order has used: only a new version changes."""
    if routing.used_at:
        raise RecipeUsed(recipe=routing.code)


ROUTING_LIFE = master_life(
    "routing",
    "engineering.manage",
    also("revise", "engineering.manage", gettext_noop("New version")),
    also("copy", "engineering.manage", gettext_noop("Copy")),
    fixed_by=(guard(no_order_follows_it),),
)
