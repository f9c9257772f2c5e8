"""From what was scanned to the batch at hand."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from runwright.company.selectors import plant_minute
from runwright.journal.rows import answer
from runwright.kernel.codes import number_of
from runwright.production.errors import LabelScattered, LabelVoid, UnknownLabel
from runwright.production.models import Scan

LONGEST = 80
"""More than any label of ours holds."""
UUID_SHAPE = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def code_read(label: str) -> str:
    """The code of a batch as it stands on its label, however it was scanned or typed.

    Blanks and small letters do not matter, nor does what stands before the last slash or colon.
    Raises ``UnknownLabel``, quoting no more of it than a person can read.
    """
    text = label.strip()
    code = text.rpartition("/")[2].rpartition(":")[2].strip().upper().removeprefix("RW-")
    if len(text) > LONGEST or not code.startswith("B") or number_of(code[1:]) is None:
        raise UnknownLabel(label=_quoted(text))
    return f"B{code[1:].translate(str.maketrans('ILO', '110'))}"


def _quoted(text: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in text[:30])
    return shown + "…" if len(text) > 30 else shown


class Reached(NamedTuple):
    """A batch where a label leads."""

    id: int
    code: str
    state: str
    ending: str
    order_id: int


def batches_at_hand(*, labels: Sequence[str]) -> list[Reached]:
    """The batches that labels stand for now, one for each label: an old label leads on to what
    came of its batch. Raises ``UnknownLabel``, ``LabelVoid`` and ``LabelScattered``."""
    codes = codes_of(labels)
    return reached(codes, answer(f"{AHEAD} SELECT * FROM found", {"codes": codes}))


def codes_of(labels: Sequence[str]) -> list[str]:
    """The codes of the batches that labels name. Raises ``UnknownLabel``."""
    return [_code_of(label) for label in labels]


def reached(codes: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> list[Reached]:
    """Of what was ``found`` (see ``AHEAD``) the one batch for each code. Raises like
    ``batches_at_hand``."""
    ahead: dict[str, list[Reached]] = {code: [] for code in codes}
    for origin, *found in rows:
        ahead[origin].append(Reached(*found))
    return [_one(code, ahead[code]) for code in codes]


def _code_of(label: str) -> str:
    """Offline a result is named by the scan that made it: ``scan:<id>/<grade>``."""
    scan, _, grade = label.removeprefix("scan:").partition("/")
    if label.startswith("scan:") and UUID_SHAPE.fullmatch(scan):
        found = answer(RESULT, [scan, grade or "firsts"])
        if not found:
            raise UnknownLabel(label=label)
        return str(found[0][0])
    return code_read(label)


RESULT = """
SELECT r.code FROM production_batchlink l JOIN production_batch r ON r.id = l.result_id
WHERE l.scan_id = %s AND l.grade = %s AND l.quantity > 0 ORDER BY l.id LIMIT 1
"""


def _one(code: str, found: Sequence[Reached]) -> Reached:
    if not found:
        raise UnknownLabel(label=code)
    if len(found) == 1:
        if found[0].state == "void":
            raise LabelVoid(label=found[0].code, ending=found[0].ending)
        return found[0]
    alive = [batch for batch in found if batch.state != "void"]
    open_ones = [batch for batch in alive if batch.state in ("created", "scanned")] or alive
    if len(open_ones) == 1:
        return open_ones[0]
    codes = sorted(batch.code for batch in open_ones)
    raise LabelScattered(label=code, codes=codes, **scanned_last(code))


def scanned_last(code: str) -> dict[str, Any]:
    """Who scanned a batch last, and when."""
    of_batch = Q(batch__code=code) | Q(links__source__code=code)
    last = Scan.objects.filter(of_batch, reverses=None).order_by("-at", "-id")
    entry = last.select_related("entry").first()
    if entry is None:
        return {"who": "-", "at": "-"}
    return {"who": entry.entry.actor_label, "at": plant_minute(entry.at)}


AHEAD = """
WITH RECURSIVE ahead(origin, id, code, state, ending, order_id, firsts) AS (
    SELECT code::text, id, code, state, ending, order_id, firsts
    FROM production_batch WHERE code = ANY(%(codes)s)
    UNION
    SELECT a.origin, r.id, r.code, r.state, r.ending, r.order_id, r.firsts
    FROM ahead a
    JOIN production_batchlink l ON l.source_id = a.id AND l.quantity > 0
         AND l.grade = CASE WHEN a.firsts > 0 THEN 'firsts' ELSE 'seconds' END
    JOIN production_batch r ON r.id = l.result_id AND r.state <> 'void'
    WHERE a.state = 'closed' AND a.ending = 'consumed'
), found AS (
SELECT origin, id, code, state, ending, order_id FROM ahead
WHERE NOT (state = 'closed' AND ending = 'consumed'
           AND coalesce((SELECT true FROM production_batchlink l
                         JOIN production_batch r ON r.id = l.result_id AND r.state <> 'void'
                         WHERE l.source_id = ahead.id AND l.quantity > 0
                           AND l.grade = CASE WHEN ahead.firsts > 0 THEN 'firsts'
                                              ELSE 'seconds' END LIMIT 1), false)))
"""
"""Begins a statement that asks what is ``found`` under labels.

Where the batches of labels have gone: only what was consumed leads on; a batch that gave all of
its pieces as waste or as the other grade ends where it is. Whether one leads on is asked as a value
and not by EXISTS, which the database would answer by reading every link there is."""
