"""Every list by name. Rooms above this one add theirs when they start."""

from runwright.people.actor import Actor
from runwright.reports.errors import ListNotFound
from runwright.reports.lists.definition import ListDefinition

_LISTS: dict[str, ListDefinition] = {}


def list_add(*definitions: ListDefinition) -> None:
    """Put lists into the catalogue; a second one of the same name is a programming error."""
    for definition in definitions:
        if _LISTS.setdefault(definition.name, definition) is not definition:
            raise ValueError(f"there are two lists called {definition.name}")


def list_of(name: str) -> ListDefinition:
    """The list of this name. Raises ``ListNotFound``."""
    if name not in _LISTS:
        raise ListNotFound(key=name)
    return _LISTS[name]


def lists_all(*, actor: Actor) -> list[ListDefinition]:
    """Every list the actor may see, by name."""
    return [one for name, one in sorted(_LISTS.items()) if actor.can(one.permission)]
