"""The verbs of a record as the API tells them."""

from collections.abc import Iterable

from django.utils.translation import gettext

from runwright.api.problems import reason_shown
from runwright.api.schemas import Obstacle, Shown
from runwright.kernel.errors import Reason
from runwright.kernel.transitions import OfferedVerb


class Verb(Shown):
    """A step out of the present state that the caller may take, or why not now; warnings stop
    nobody."""

    verb: str
    label: str
    target: str
    is_possible: bool
    obstacles: list[Obstacle]
    warnings: list[Obstacle]


def verbs_shown(offered: Iterable[OfferedVerb]) -> list[Verb]:
    """Every offered verb, in the caller's language."""
    return [
        Verb(
            verb=one.verb,
            label=gettext(one.label),
            target=one.target,
            is_possible=one.is_possible,
            obstacles=_obstacles(one.obstacles),
            warnings=_obstacles(one.warnings),
        )
        for one in offered
    ]


def _obstacles(reasons: Iterable[Reason]) -> list[Obstacle]:
    return [Obstacle.model_validate(reason_shown(reason)) for reason in reasons]
