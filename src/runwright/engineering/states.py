"""The life of a bill of materials."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import Life, Transition

BOM_LIFE: Life[object] = Life(
    name="bom",
    initial="draft",
    states=("draft", "validated", "archived"),
    transitions=(
        Transition(
            verb="validate",
            sources=frozenset({"draft"}),
            target="validated",
            permission="engineering.validate",
            label=gettext_noop("Validate"),
        ),
        Transition(
            verb="archive",
            sources=frozenset({"draft", "validated"}),
            target="archived",
            permission="engineering.manage",
            label=gettext_noop("Archive"),
        ),
    ),
)
