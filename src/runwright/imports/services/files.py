"""Uploaded files: taken in pieces, looked at, kept in the database, laid out again to be read."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.db import transaction

from runwright.company.services import document_number
from runwright.imports.errors import FileTooLarge
from runwright.imports.log.values import shown
from runwright.imports.models import ImportColumn, ImportPart, ImportRun
from runwright.imports.reading.tables import MOST_BYTES, Table, table_open
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor

PIECE = 1024 * 1024
EXAMPLES = 3


def import_upload(*, name: str, content: Iterable[bytes], actor: Actor) -> ImportRun:
    """Take in a file, given as its name and its bytes in pieces of any size.

    The names of its columns and first values are kept with it. Raises a ``FileRefused`` that
    says what is wrong with the file; then nothing has been written.
    """
    actor.require("imports.run")
    with TemporaryDirectory(prefix="runwright-import-") as folder:
        path = Path(folder) / "file"
        digest = lay_out(path, content)
        columns = _columns_of(table_open(path))
        with transaction.atomic():
            run = _keep(name, path, digest, columns, actor)
    return run


@contextmanager
def uploaded_file(run: ImportRun) -> Iterator[Path]:
    """The uploaded file on disk for as long as it is being read."""
    with TemporaryDirectory(prefix="runwright-import-") as folder:
        path = Path(folder) / "file"
        parts = ImportPart.objects.filter(run=run).order_by("position")
        with path.open("wb") as stream:
            for content in parts.values_list("content", flat=True).iterator(chunk_size=4):
                stream.write(content)
        yield path


def import_subject(run: ImportRun) -> Subject:
    """How the journal names an import."""
    return Subject("import", str(run.id), f"{run.number} {run.file_name}")


def lay_out(path: Path, content: Iterable[bytes]) -> bytes:
    """Write the pieces to a file that stays below the limit; return the digest of the whole."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as stream:
        for piece in content:
            size += len(piece)
            if size > MOST_BYTES:
                raise FileTooLarge(limit=MOST_BYTES, found=size)
            digest.update(piece)
            stream.write(piece)
    return digest.digest()


def _columns_of(table: Table) -> list[ImportColumn]:
    first = [cells for _, cells in islice(table.rows, EXAMPLES)]
    return [
        ImportColumn(
            position=place,
            name=name[:400],
            examples=" · ".join(shown(row[place]) for row in first if place < len(row)),
        )
        for place, name in enumerate(table.header)
    ]


def _keep(
    name: str, path: Path, digest: bytes, columns: list[ImportColumn], actor: Actor
) -> ImportRun:
    run = ImportRun.objects.create(
        number=document_number(kind="import"),
        file_name=tidy_name(name),
        file_size=path.stat().st_size,
        file_digest=digest,
        uploaded_by_id=actor.user_id,
        uploaded_by_label=actor.label,
    )
    for column in columns:
        column.run = run
    ImportColumn.objects.bulk_create(columns)
    with path.open("rb") as stream:
        for position, piece in enumerate(_pieces(stream)):
            ImportPart.objects.create(run=run, position=position, content=piece)
    entry_record(actor=actor, verb="import.upload", subject=import_subject(run))
    return run


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    yield from iter(lambda: stream.read(PIECE), b"")


def tidy_name(name: str) -> str:
    """The last part of a file's name, without characters that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[-200:].strip() or "file"
