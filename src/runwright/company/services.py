"""Writing the company, its policies, and drawing document numbers."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection, transaction

from runwright.company.models import DOCUMENTS, Company
from runwright.company.selectors import plant_today
from runwright.journal.services import Subject, entry_record, fields_set
from runwright.kernel.errors import Invalid
from runwright.people.actor import Actor

EDITABLE = ("name", "country", "currency", "time_zone", "language")

NEXT_NUMBER = """
INSERT INTO company_documentsequence (kind, prefix, next_number) VALUES (%(kind)s, %(prefix)s, 2)
ON CONFLICT (kind, prefix)
DO UPDATE SET next_number = company_documentsequence.next_number + 1
RETURNING next_number - 1
"""


@transaction.atomic
def company_set(*, actor: Actor, is_demo: bool | None = None, **fields: str) -> Company:
    """Set fields of the company (created on first use). Raises ``Invalid`` for a wrong zone."""
    actor.require("company.manage")
    company = Company.objects.select_for_update().filter(id=1).first() or Company(id=1)
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not a company field: {sorted(unknown)}")
    _check_zone(fields.get("time_zone", company.time_zone))
    if is_demo is not None:
        company.is_demo = is_demo
    company.save()
    edits = fields_set(record=company, fields=fields)
    subject = Subject("company", "1", company.name)
    entry_record(actor=actor, verb="company.set", subject=subject, edits=edits)
    return company


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(field="time_zone", problem=f"{name} is not a time zone") from error


def document_number(*, kind: str) -> str:
    """Draw the next number of a kind of document, such as ``MO-2026-00017``.

    The sequence row is locked until the transaction ends, so numbers are unique; a number drawn
    in a transaction that rolls back was never given to anybody and comes again.
    """
    prefix = DOCUMENTS[kind][1].format(year=plant_today().year)
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, {"kind": kind, "prefix": prefix})
        (number,) = cursor.fetchone()
    return f"{prefix}{number:05}"
