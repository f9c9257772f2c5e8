"""Taking a log through its import, as the tests need it."""

from pathlib import Path

from runwright.imports.models import ImportRun
from runwright.imports.selectors import import_get, mapping_proposed
from runwright.imports.services import import_check, import_run, import_start, import_upload
from runwright.people.actor import Actor, system_actor

PROGRAM = system_actor("test")


def upload(path: Path, actor: Actor = PROGRAM) -> ImportRun:
    return import_upload(name=path.name, content=[path.read_bytes()], actor=actor)


def check(run: ImportRun, actor: Actor = PROGRAM, **choices: object) -> ImportRun:
    run = import_get(import_id=run.id, actor=actor)
    mapping = mapping_proposed(run=run, actor=actor)
    changed = type(mapping)(**{**mapping.__dict__, **choices})
    return import_check(import_id=run.id, mapping=changed, actor=actor)


def bring_in(path: Path, actor: Actor = PROGRAM, **choices: object) -> ImportRun:
    """Upload, check, start and carry out."""
    run = check(upload(path, actor), actor, **choices)
    import_start(import_id=run.id, actor=actor)
    import_run(import_id=run.id, actor=actor)
    return import_get(import_id=run.id, actor=actor)
