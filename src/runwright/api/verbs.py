"""The verbs of a record as the API tells them: what may be done with it now, or why not."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from django.utils.translation import gettext

from runwright.api.problems import reason_shown
from runwright.api.schemas import Obstacle, Shown
from runwright.kernel.errors import Reason
from runwright.kernel.transitions import Life, OfferedVerb
from runwright.people.actor import Actor

ROOT = "/api/v1"


class Verb(Shown):
    """A step out of the present state that the caller may take, or why not now; warnings stop
    nobody. It is taken by a request of ``method`` to ``path``."""

    verb: str
    label: str
    target: str
    method: Literal["POST", "PATCH"]
    path: str
    is_possible: bool
    obstacles: list[Obstacle]
    warnings: list[Obstacle]


@dataclass(frozen=True)
class Place:
    """Where a verb of a kind of record is taken."""

    method: Literal["POST", "PATCH"]
    path: str


PLACES: dict[tuple[str, str], Place] = {}
"""By the address of the kind of record and the verb; each door adds its own."""


def place_verb(verb: str, method: Literal["POST", "PATCH"], path: str) -> None:
    """Say that ``verb`` of the record that ``path`` begins with is taken there."""
    PLACES[path[: path.index("}") + 1], verb] = Place(method, path)


class Lively(Shown):
    """A record with a life; ``home`` is its address with the name of its key."""

    home: ClassVar[str]
    verbs: list[Verb] = []

    @classmethod
    @abstractmethod
    def offered(cls, record: Any, actor: Actor) -> Iterable[OfferedVerb]:
        """What the actor may try on a record now."""

    def alive(self, record: Any, actor: Actor) -> Self:
        """The record with what the actor may do with it now."""
        self.verbs = [self._verb(one, record.pk) for one in self.offered(record, actor)]
        return self

    def _verb(self, offered: OfferedVerb, key: object) -> Verb:
        """An offered verb, in the caller's language."""
        place = PLACES[self.home, offered.verb]
        begins = self.home[: self.home.index("{")]
        return Verb(
            verb=offered.verb,
            label=gettext(offered.label),
            target=offered.target,
            method=place.method,
            path=f"{ROOT}{begins}{key}{place.path[len(self.home) :]}",
            is_possible=offered.is_possible,
            obstacles=_obstacles(offered.obstacles),
            warnings=_obstacles(offered.warnings),
        )


class Tabled(Lively):
    """A record whose verbs are those of one table."""

    life: ClassVar[Life[Any]]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        state = cls.life.state_of(record)
        return cls.life.verbs(record, state=state, permissions=actor.permissions)


def _obstacles(reasons: Iterable[Reason]) -> list[Obstacle]:
    return [Obstacle.model_validate(reason_shown(reason)) for reason in reasons]
