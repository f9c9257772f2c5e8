"""Items, work centres, machines, operators and routings of a log: found, taken up, or made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import QuerySet

from runwright.catalog.selectors import items_all
from runwright.catalog.services import item_create, items_restore
from runwright.engineering.selectors import routings_all
from runwright.engineering.services import OperationDraft, routing_create, routings_restore
from runwright.imports.log.survey import Survey
from runwright.imports.models import ImportedMaster, ImportRun, MasterKind
from runwright.imports.rules import code_of, operations_by_part
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all
from runwright.people.services import operator_create, operators_restore
from runwright.resources.selectors import machines_all, work_centres_all
from runwright.resources.services import (
    machine_create,
    machines_restore,
    work_centre_create,
    work_centres_restore,
)
from runwright.units.models import Unit
from runwright.units.services import standard_units_create

ITEM_CODE, SHORT_CODE = 60, 40


@dataclass(frozen=True)
class Planned:
    """A record that an import needs, for its preview."""

    kind: str
    name: str
    row: int
    is_new: bool


@dataclass
class Masters:
    """Ids of the log's records by the name the log gives them.

    ``operations`` is keyed by part and operation name.
    """

    items: dict[str, int] = field(default_factory=dict)
    work_centres: dict[str, int] = field(default_factory=dict)
    machines: dict[str, int] = field(default_factory=dict)
    operators: dict[str, int] = field(default_factory=dict)
    routings: dict[str, int] = field(default_factory=dict)
    operations: dict[tuple[str, str], int] = field(default_factory=dict)


class _Record(Protocol):
    id: int


@dataclass(frozen=True)
class _Keeper:
    """How records of one kind are found, taken out of the archive and made."""

    kind: MasterKind
    longest: int
    found: QuerySet[Any]
    restore: Callable[[Sequence[int]], None]
    create: Callable[[str, str], _Record]


def planned_masters(survey: Survey, actor: Actor) -> list[Planned]:
    """What an import of the surveyed log needs, and whether it is there."""
    return [
        *_planned(MasterKind.ITEM, ITEM_CODE, survey.parts, items_all(actor=actor)),
        *_planned(MasterKind.MACHINE, SHORT_CODE, _resources(survey), machines_all(actor=actor)),
        *_planned(MasterKind.OPERATOR, SHORT_CODE, survey.workers, operators_all(actor=actor)),
    ]


def masters_ensure(*, run: ImportRun, survey: Survey, actor: Actor) -> Masters:
    """Find or make every record the surveyed log needs; note what this import made."""
    made = Masters()
    reason = run.number
    made.items = _ensure(run, survey.parts, _items(actor, reason))
    made.work_centres = _ensure(run, survey.resources, _centres(actor, reason))
    made.machines = _ensure(run, survey.resources, _machines(made.work_centres, actor, reason))
    made.operators = _ensure(run, survey.workers, _operators(actor, reason))
    _ensure_routings(run, survey, made, actor)
    return made


def master_note(*, run: ImportRun, kind: str, record_ids: Iterable[int]) -> None:
    """Note that an import made records, or took them out of the archive."""
    ImportedMaster.objects.bulk_create(
        [ImportedMaster(run=run, kind=kind, record_id=id_) for id_ in record_ids],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def _resources(survey: Survey) -> dict[str, int]:
    return {name: resource.row for name, resource in survey.resources.items()}


def _planned(
    kind: MasterKind, longest: int, names: dict[str, int], records: QuerySet[Any]
) -> Iterator[Planned]:
    codes = {name: code_of(name, longest) for name in names}
    there = set(
        records.filter(code__in=codes.values(), archived_at=None).values_list("code", flat=True)
    )
    for name, row in names.items():
        yield Planned(kind, name, row, codes[name] not in there)


def _ensure(run: ImportRun, names: Iterable[str], keeper: _Keeper) -> dict[str, int]:
    codes = {name: code_of(name, keeper.longest) for name in names}
    records = keeper.found.filter(code__in=codes.values()).order_by("id")
    there = {code: (id_, gone) for id_, code, gone in _states(records)}
    archived = [id_ for id_, gone in there.values() if gone]
    keeper.restore(archived)
    made = {code: keeper.create(code, name).id for name, code in codes.items() if code not in there}
    master_note(run=run, kind=keeper.kind, record_ids=[*archived, *made.values()])
    ids = {code: id_ for code, (id_, _) in there.items()} | made
    return {name: ids[code] for name, code in codes.items()}


def _states(records: QuerySet[Any]) -> Iterator[tuple[int, str, bool]]:
    for id_, code, archived_at in records.values_list("id", "code", "archived_at"):
        yield id_, code, archived_at is not None


def _items(actor: Actor, reason: str) -> _Keeper:
    unit_id = _piece(actor)
    return _Keeper(
        MasterKind.ITEM,
        ITEM_CODE,
        items_all(actor=actor),
        lambda ids: items_restore(item_ids=ids, actor=actor, reason=reason),
        lambda code, name: item_create(
            code=code, name=name, kind="part", unit_id=unit_id, supply="make", actor=actor
        ),
    )


def _piece(actor: Actor) -> int:
    """The unit in which a log counts."""
    if not Unit.objects.filter(code="pcs").exists():
        standard_units_create(actor=actor)
    return Unit.objects.get(code="pcs").id


def _centres(actor: Actor, reason: str) -> _Keeper:
    return _Keeper(
        MasterKind.WORK_CENTRE,
        SHORT_CODE,
        work_centres_all(actor=actor).prefetch_related(None),
        lambda ids: work_centres_restore(work_centre_ids=ids, actor=actor, reason=reason),
        lambda code, name: work_centre_create(code=code, name=name, actor=actor),
    )


def _machines(centres: dict[str, int], actor: Actor, reason: str) -> _Keeper:
    return _Keeper(
        MasterKind.MACHINE,
        SHORT_CODE,
        machines_all(actor=actor),
        lambda ids: machines_restore(machine_ids=ids, actor=actor, reason=reason),
        lambda code, name: machine_create(
            code=code, name=name, work_centre_id=centres[name], actor=actor
        ),
    )


def _operators(actor: Actor, reason: str) -> _Keeper:
    return _Keeper(
        MasterKind.OPERATOR,
        SHORT_CODE,
        operators_all(actor=actor),
        lambda ids: operators_restore(operator_ids=ids, actor=actor, reason=reason),
        lambda code, name: operator_create(code=code, name=name, actor=actor),
    )


def _ensure_routings(run: ImportRun, survey: Survey, made: Masters, actor: Actor) -> None:
    """One routing for each part, of all operations its orders went through."""
    steps = operations_by_part(survey)
    keeper = _Keeper(
        MasterKind.ROUTING,
        SHORT_CODE,
        routings_all(actor=actor).prefetch_related(None),
        lambda ids: routings_restore(routing_ids=ids, actor=actor, reason=run.number),
        lambda code, name: routing_create(
            item_id=made.items[name],
            name=name,
            code=code,
            operations=[
                OperationDraft(name=step.name, work_centre_id=made.work_centres[step.resource])
                for step in steps[name]
            ],
            actor=actor,
        ),
    )
    made.routings = _ensure(run, survey.parts, keeper)
    _find_operations(made, actor)


def _find_operations(made: Masters, actor: Actor) -> None:
    part_of = {id_: part for part, id_ in made.routings.items()}
    for routing in routings_all(actor=actor).filter(id__in=part_of):
        for operation in routing.operations.all():
            made.operations[part_of[routing.id], operation.name] = operation.id
