"""Steps in the life of an import, and how background work on it ends in exactly one way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import InterfaceError, OperationalError, transaction

from runwright.imports.errors import ImportNotFound
from runwright.imports.models import ImportRun
from runwright.imports.services.files import import_subject
from runwright.imports.states import LIFE
from runwright.journal.clock import now
from runwright.journal.services import entry_record
from runwright.kernel.errors import Refusal, gettext_noop
from runwright.people.actor import Actor, system_actor
from runwright.tasks.errors import Cancelled

UNEXPECTED = gettext_noop("Something unexpected happened; it was written to the server's log.")


@dataclass(frozen=True)
class Endings:
    """The verbs by which work that does not come through ends."""

    cancelled: str
    refused: str
    broken: str


CHECK = Endings(cancelled="cancel", refused="refuse", broken="fail")
RUN = Endings(cancelled="cancel", refused="fail", broken="fail")
UNDO = Endings(cancelled="keep", refused="keep", broken="keep")


def import_locked(*, import_id: int) -> ImportRun:
    """The import, its row locked against other steps. Raises ``ImportNotFound``.

    Rows that refer to it may still be written: an import at work can be asked to stop.
    """
    run = ImportRun.objects.select_for_update(no_key=True).filter(id=import_id).first()
    if run is None:
        raise ImportNotFound(key=import_id)
    return run


def import_step(*, run: ImportRun, verb: str, actor: Actor, reason: str = "") -> None:
    """Make one step of a locked import and record it. Raises ``WrongState``, ``GuardFailed``."""
    found = LIFE.step(run, state=run.state, verb=verb, label=run.number)
    actor.require(found.permission)
    run.state, run.state_since = found.target, now()
    run.save()
    entry_record(actor=actor, verb=f"import.{verb}", subject=import_subject(run), reason=reason)


def importer(actor: Actor) -> Actor:
    """The same person with every right: who may import may make what the file needs."""
    actor.require("imports.run")
    return replace(actor, permissions=system_actor(actor.label).permissions)


@contextmanager
def ending(*, import_id: int, endings: Endings, actor: Actor) -> Iterator[None]:
    """Around background work: when it raises, the import is stepped on and the error goes on.

    A database that is away steps nothing: the queue tries again.
    """
    try:
        yield
    except Cancelled:
        _settle(import_id, endings.cancelled, actor, "")
        raise
    except Refusal as refusal:
        _settle(import_id, endings.refused, actor, refusal.message())
        raise
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _settle(import_id, endings.broken, actor, UNEXPECTED)
        raise


@transaction.atomic
def _settle(import_id: int, verb: str, actor: Actor, problem: str) -> None:
    run = import_locked(import_id=import_id)
    if LIFE.find(run.state, verb):
        run.problem = problem
        import_step(run=run, verb=verb, actor=actor, reason=problem)
