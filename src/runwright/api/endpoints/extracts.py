"""The monthly extract: asking for it, how far it is, and its files."""

from base64 import b64encode
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from runwright.api.doors import Door
from runwright.api.schemas import Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Key, PathKey
from runwright.reports.extract.selectors import extract_file, extract_get, extracts_all
from runwright.reports.extract.services import extract_request

door = Door("Extracts", __name__)
LATEST = 100


class Extract(Shown):
    """The extract of the month that begins on a day; ``job_id`` says how far it is until made."""

    id: Key
    month: date
    asked_by: str
    asked_at: datetime
    made_at: datetime | None
    job_id: UUID | None


class Extracts(Shown):
    """The newest extracts."""

    items: list[Extract]


class NewExtract(Given):
    """Any day of the month."""

    month: Day


class ExtractFile(Shown):
    """A file: its name, its media type and its bytes in base64."""

    name: str
    content_type: str
    content: str


@door.read("/extracts", permission="reports.extract", answer=Extracts)
def extracts(request: Call) -> object:
    """The newest extracts."""
    return {"items": list(extracts_all(actor=request.auth)[:LATEST])}


@door.create("/extracts", permission="reports.extract", answer=Extract)
def new_extract(request: Call, given: NewExtract) -> object:
    """Have the extract of a month made; one that is being made is answered."""
    return extract_request(month=given.month, actor=request.auth)


@door.read("/extracts/{extract_id}", permission="reports.extract", answer=Extract)
def extract(request: Call, extract_id: PathKey) -> object:
    """One extract."""
    return extract_get(extract_id=extract_id, actor=request.auth)


@door.read("/extracts/{extract_id}/files/{format}", permission="reports.extract",
           answer=ExtractFile)  # fmt: skip
def file(request: Call, extract_id: PathKey, format: Literal["xlsx", "pdf"]) -> object:
    """The workbook or the paper of an extract that is made."""
    found = extract_file(extract_id=extract_id, format=format, actor=request.auth)
    content = b64encode(b"".join(found.chunks)).decode()
    return ExtractFile(name=found.name, content_type=found.content_type, content=content)
