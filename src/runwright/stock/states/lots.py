"""The life of a lot: whether it may be used."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition

LOT_STATES = ("usable", "held", "expired")

LOT_LIFE: Life[object] = Life(
    name="lot",
    initial="usable",
    states=LOT_STATES,
    transitions=(
        Transition(
            "hold", frozenset({"usable", "expired"}), "held", "stock.lot_hold", gettext_noop("Hold")
        ),
        Transition(
            "release", frozenset({"held"}), "usable", "stock.lot_hold", gettext_noop("Release")
        ),
        Transition(
            "set_expiry",
            frozenset(LOT_STATES),
            STAYS,
            "stock.adjust",
            gettext_noop("Correct the expiry"),
        ),
    ),
)
"""Released, a lot whose day is over has expired all the same."""
