"""Texts that would run as script if a page let them, written into every field for words."""

from collections.abc import Iterator
from itertools import count

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

PAYLOADS = (
    "<script>ran()</script>",
    '"><script>ran()</script>',
    "<img src=x onerror=ran()>",
    "<svg onload=ran()>",
    "' onmouseover='ran()",
    '" autofocus onfocus="ran()',
    "javascript:ran()",
    "</script><script>ran()</script>",
    "{{constructor.constructor('ran()')()}}",
    "</textarea><svg onload=ran()>",
    "${ran()}`${ran()}`",
    "<a href=javascript:ran()>x</a>",
)
"""Tags, ends of attributes, scripts and templates, and addresses that are scripts."""

WATCH = """
window.ran = () => console.error("a payload was executed");
document.addEventListener("securitypolicyviolation",
    (event) => console.error(`against the policy: ${event.violatedDirective}`));
"""
"""Runs before anything else on a page."""

MACHINES_OWN = frozenset((
    "answer", "body", "body_digest", "cookie", "country", "currency", "decision", "digest",
    "event", "examples", "fate", "field", "font", "hash", "host", "idempotency_key", "key",
    "kind", "language", "letters", "list_name", "media_type", "once", "passed", "password",
    "password_digest", "pattern", "picture_name", "picture_type", "prefix", "query", "reader",
    "record_id", "record_kind", "request_id", "sealed", "secret", "secret_digest", "session_key",
    "state", "task", "theme", "time_zone", "verb", "zone",
))  # fmt: skip
"""Fields of text that the program writes for itself and no person sees as words."""


def fields_of_words() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column for words of every record of ours."""
    for model in apps.get_models():
        if model.__module__.startswith("runwright."):
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField)
                if is_text and not field.choices and field.name not in MACHINES_OWN:
                    yield model, field


def payloads_write() -> int:
    """Write payloads into the rows there are, each with the row's number so that codes stay
    unique; past the rules of services and triggers, since old data may know other rules. Returns
    how many columns took one; some are held by a rule of the database."""
    written, turns = 0, count()
    for model, field in fields_of_words():
        fitting = [text for text in PAYLOADS if len(text) + 6 <= (field.max_length or 1000)]
        if fitting:
            text = fitting[next(turns) % len(fitting)]
            written += _wrote(model._meta.db_table, field.column, text)
    return written


def _wrote(table: str, column: str, text: str) -> bool:
    statement = (
        f'UPDATE "{table}" t SET "{column}" = %s || n.number FROM '
        f'(SELECT ctid, row_number() OVER () AS number FROM "{table}") n '
        f"WHERE n.ctid = t.ctid AND \"{column}\" <> ''"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, [text])
            return cursor.rowcount > 0
    except DatabaseError:
        return False
