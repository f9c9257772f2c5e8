"""Taking an import back: opposite facts for all of its facts, masters to the archive."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Q

from runwright.catalog.services import items_archive
from runwright.engineering.services import routings_archive
from runwright.imports.models import ImportedMaster, ImportedRow, ImportRun, MasterKind
from runwright.imports.services.files import import_subject
from runwright.imports.services.life import UNDO, ending, import_locked, import_step, importer
from runwright.imports.services.run import long_work
from runwright.imports.states import UNDONE
from runwright.journal.services import entry_record
from runwright.people.actor import Actor
from runwright.people.services import operators_archive
from runwright.production.services.history import history_reverse, history_uses
from runwright.resources.services import machines_archive, work_centres_archive
from runwright.tasks.services import enqueue

AT_ONCE = 20_000
"""Up to this many bookings are taken back while the person waits, more by a worker."""


def import_undo(*, import_id: int, actor: Actor, reason: str = "") -> ImportRun:
    """Take back a finished import as a whole; a small one is taken back at once.

    Afterwards it is ``undone`` (a large one is ``undoing`` until a worker is done). Raises
    ``WrongState``.
    """
    run = _begin(import_id, actor, reason)
    if run.bookings <= AT_ONCE:
        import_undo_perform(import_id=import_id, actor=actor)
        run.refresh_from_db()
    return run


def import_undo_perform(*, import_id: int, actor: Actor) -> None:
    """Carry out an undo that has begun, all or nothing; a second call finds nothing to do."""
    with ending(import_id=import_id, endings=UNDO, actor=actor), transaction.atomic():
        long_work()
        run = import_locked(import_id=import_id)
        if run.state == "undoing":
            _reverse(run, importer(actor))
            import_step(run=run, verb="revert", actor=actor)


@transaction.atomic
def _begin(import_id: int, actor: Actor, reason: str) -> ImportRun:
    run = import_locked(import_id=import_id)
    run.problem, run.job = "", None
    import_step(run=run, verb="undo", actor=actor, reason=reason)
    if run.bookings > AT_ONCE:
        label = f"{run.number} {run.file_name}"
        work = {"import_id": run.id}
        run.job = enqueue(task="imports.undo", label=label, actor=actor, arguments=work)
        run.save(update_fields=["job"])
    return run


def _reverse(run: ImportRun, actor: Actor) -> None:
    reason = f"{run.number} {run.file_name}"
    entry = entry_record(
        actor=actor, verb="import.reverse", subject=import_subject(run), reason=reason
    )
    if run.entry_id:
        history_reverse(entry_id=run.entry_id, entry=entry, actor=actor)
    ImportedRow.objects.filter(run=run).delete()
    _archive_masters(run, reason, actor)


def _archive_masters(run: ImportRun, reason: str, actor: Actor) -> None:
    """Archive what this import, or one undone before it, made and nobody needs any more."""
    made: dict[str, set[int]] = defaultdict(set)
    undone = Q(run=run) | Q(run__state=UNDONE)
    for kind, id_ in ImportedMaster.objects.filter(undone).values_list("kind", "record_id"):
        made[kind].add(id_)
    uses = history_uses(
        items=made[MasterKind.ITEM],
        machines=made[MasterKind.MACHINE],
        operators=made[MasterKind.OPERATOR],
        work_centres=made[MasterKind.WORK_CENTRE],
        routings=made[MasterKind.ROUTING],
        actor=actor,
    )
    routings = made[MasterKind.ROUTING] - uses.routings
    routings_archive(routing_ids=routings, actor=actor, reason=reason)
    items_archive(item_ids=made[MasterKind.ITEM] - uses.items, actor=actor, reason=reason)
    machines = made[MasterKind.MACHINE] - uses.machines
    machines_archive(machine_ids=machines, actor=actor, reason=reason)
    centres = made[MasterKind.WORK_CENTRE] - uses.work_centres
    work_centres_archive(work_centre_ids=centres, actor=actor, reason=reason)
    operators = made[MasterKind.OPERATOR] - uses.operators
    operators_archive(operator_ids=operators, actor=actor, reason=reason)
