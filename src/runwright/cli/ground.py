"""What the verbs stand on: Django set up, the actor of the command line, words for errors."""

from collections.abc import Callable

import django
from django.db import DatabaseError

from runwright.cli.terminal import say
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor, system_actor

__all__ = ["attempt", "say"]

Attempt = Callable[[Actor], int | None]


def attempt(work: Attempt) -> int:
    """Set Django up and run ``work`` as the command line; refusals become a sentence and a 1."""
    django.setup()
    try:
        return work(system_actor("command line")) or 0
    except Refusal as refusal:
        say(refusal.message())
    except DatabaseError as error:
        say(f"The database refused: {error}")
    return 1
