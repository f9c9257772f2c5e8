"""Scans as devices queue them, and what refused them, in a form that can be kept (pure)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from runwright.floor.errors import ScanUnreadable
from runwright.kernel.errors import Reason, Refusal, Translate, gettext_noop
from runwright.kernel.quantity import parse_decimal, plain
from runwright.production.services.runs.scenes import ScanDraft

MOST_LABELS = 200
LONGEST_LABEL = 4096
LONGEST_REASON = 200
BIGGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class QueuedScan:
    """A scan in the queue of a device.

    ``body`` holds the fields of a ``ScanDraft`` as JSON. ``after`` is the scan that the same
    device made before on the same label: one is never posted without the other.
    """

    id: UUID
    body: Mapping[str, Any]
    device_at: datetime | None = None
    after: UUID | None = None

    def text(self) -> str:
        """The words of the scan in one canonical form."""
        whole = {"after": self.after and str(self.after), "body": self.body}
        return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, id: UUID, text: str, device_at: datetime | None) -> Self:
        """A scan from its kept words."""
        whole = json.loads(text)
        after = UUID(whole["after"]) if whole["after"] else None
        return cls(id, whole["body"], device_at, after)


def draft_of(body: Mapping[str, Any]) -> ScanDraft:
    """The draft that the words of a scan make. Raises ``ScanUnreadable`` and ``NotANumber``."""
    unknown = body.keys() - READERS.keys()
    if unknown:
        raise ScanUnreadable(field=str(min(unknown))[:40])
    said = {name: value for name, value in body.items() if value is not None}
    given: dict[str, Any] = {name: READERS[name](name, value) for name, value in said.items()}
    if "station_id" not in given or "labels" not in given:
        raise ScanUnreadable(field="labels" if "station_id" in given else "station_id")
    return ScanDraft(**given)


def _key(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= BIGGEST_KEY:
        raise ScanUnreadable(field=name)
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ScanUnreadable(field=name)
    return value


def _number(name: str, value: object) -> Decimal:
    return parse_decimal(value, field=name)


def _labels(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not 0 < len(value) <= MOST_LABELS:
        raise ScanUnreadable(field=name)
    return tuple(_words(name, one, LONGEST_LABEL) for one in value)


def _reason(name: str, value: object) -> str:
    return _words(name, value, LONGEST_REASON)


def _words(name: str, value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or "\0" in value or _is_torn(value):
        raise ScanUnreadable(field=name)
    return value


def _is_torn(text: str) -> bool:
    """Half a character, which no database stores."""
    return any("\ud800" <= character <= "\udfff" for character in text)


Read = Callable[[str, Any], object]
READERS: dict[str, Read] = {
    "labels": _labels,
    "reason": _reason,
    **dict.fromkeys(("firsts", "seconds", "waste", "quantity"), _number),
    **{one.name: _key for one in fields(ScanDraft) if one.name.endswith("_id")},
    **{one.name: _flag for one in fields(ScanDraft) if one.type is bool},
}
"""How each field of a draft is read."""


@dataclass(frozen=True)
class Trouble:
    """Why a scan was not posted: the name of the refusal, its reasons, and what to do next."""

    code: str = ""
    reasons: tuple[Reason, ...] = ()
    next_step: str = ""

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """What a refusal says."""
        next_step = str(getattr(refusal, "next_step", ""))
        reasons = tuple(Reason(r.template, _plain(r.facts), r.field) for r in refusal.reasons)
        return cls(refusal.code, reasons, next_step)

    @classmethod
    def read(cls, text: str) -> Self:
        """Trouble from its kept words."""
        whole = json.loads(text)
        reasons = [Reason(r["template"], r["facts"]) for r in whole.get("reasons", ())]
        return cls(whole.get("code", ""), tuple(reasons), whole.get("next_step", ""))

    def text(self) -> str:
        """The trouble as it is kept."""
        reasons = [{"template": r.template, "facts": r.facts} for r in self.reasons]
        whole = {"code": self.code, "reasons": reasons, "next_step": self.next_step}
        return json.dumps(whole, ensure_ascii=False)

    def sentence(self, translate: Translate = gettext_noop) -> str:
        """All reasons as one paragraph."""
        return " ".join(reason.sentence(translate) for reason in self.reasons)

    def advice(self, translate: Translate = gettext_noop) -> str:
        """What to do next, if anything is known."""
        if not self.next_step:
            return ""
        facts = self.reasons[0].facts if self.reasons else {}
        return Reason(self.next_step, facts).sentence(translate)


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain_one(value) for name, value in facts.items()}


def _plain_one(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [str(one) for one in value]
    return value if isinstance(value, (int, str, bool)) else str(value)
