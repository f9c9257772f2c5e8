"""Reading extracts and their files."""

from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.reports.errors import ExtractNotFound
from runwright.reports.exports.files import ExportFile
from runwright.reports.models import Extract

FILES = {
    "xlsx": ("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("paper", "application/pdf"),
}


def extracts_all(*, actor: Actor) -> QuerySet[Extract]:
    """Every extract without its files, the newest first."""
    actor.require("reports.extract")
    return Extract.objects.select_related("job").defer("workbook", "paper")


def extract_get(*, extract_id: int, actor: Actor) -> Extract:
    """One extract without its files. Raises ``ExtractNotFound``."""
    extract = extracts_all(actor=actor).filter(id=extract_id).first()
    if extract is None:
        raise ExtractNotFound(key=extract_id)
    return extract


def extract_file(*, extract_id: int, format: str, actor: Actor) -> ExportFile:
    """The ``xlsx`` or the ``pdf`` of an extract. Raises ``ExtractNotFound`` until it is made."""
    extract = extract_get(extract_id=extract_id, actor=actor)
    if extract.made_at is None or format not in FILES:
        raise ExtractNotFound(key=extract_id)
    field, content_type = FILES[format]
    content = bytes(getattr(extract, field))
    return ExportFile(f"extract-{extract.month:%Y-%m}.{format}", content_type, iter([content]))
