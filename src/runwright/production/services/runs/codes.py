"""The numbers and codes of batches, and how the journal names one."""

from runwright.journal.rows import answer
from runwright.journal.services import Subject
from runwright.kernel.codes import code_of
from runwright.production.models import Batch


def codes_draw(count: int) -> list[str]:
    """Fresh codes for labels, never given before."""
    return [label_code(serial) for serial in serials_draw(count)]


def label_code(serial: int) -> str:
    """The code on the label of a batch with this number."""
    return f"B{code_of(serial)}"


def serials_draw(count: int) -> list[int]:
    """Fresh numbers for batches, never given before."""
    return [serial for (serial,) in answer(SERIALS, [count])]


SERIALS = """
SELECT nextval(pg_get_serial_sequence('production_batch', 'id')) FROM generate_series(1, %s)
"""
"""From the sequence of the table itself, which gives no number twice; so codes have gaps."""


def batch_subject(batch: Batch) -> Subject:
    """How the journal names a batch."""
    return Subject("batch", str(batch.pk), batch.code)
