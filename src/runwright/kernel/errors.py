"""Refusals: named errors that carry every fact a person needs to mend them.

A refusal is raised once, with facts and an English sentence; the API shapes it as a problem
document and the pages as words. The sentence (``template``) doubles as the translation key.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

Translate = Callable[[str], str]


def gettext_noop(text: str) -> str:
    """Mark ``text`` for translation without translating it (this room knows no language)."""
    return text


class Word(str):
    """A fact that is a word of ours: within a sentence it is said in the reader's language."""

    __slots__ = ()


class Kind(StrEnum):
    """What sort of refusal it is; each kind has one HTTP status."""

    INVALID = "invalid"
    GUARD = "guard"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    BUSY = "busy"


@dataclass(frozen=True)
class Reason:
    """One sentence with its facts; ``field`` names the input it is about, if any."""

    template: str
    facts: dict[str, object] = field(default_factory=dict)
    field: str = ""

    def sentence(self, translate: Translate = gettext_noop) -> str:
        """Return the sentence with its facts filled in, in the language of ``translate``."""
        return translate(self.template).format_map(_Spoken(self.facts, translate))


class _Spoken(dict[str, object]):
    """Facts as words: our own are translated, lists are joined, unknown places show their own
    name."""

    def __init__(self, facts: dict[str, object], translate: Translate) -> None:
        super().__init__(facts)
        self._translate = translate

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        if isinstance(value, (list, tuple, set, frozenset)):
            return ", ".join(str(self._said(part)) for part in value)
        return self._said(value)

    def _said(self, value: object) -> object:
        return self._translate(value) if isinstance(value, Word) else value

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class Refusal(Exception):
    """The root of every error a user can cause. ``reasons`` holds all of them, not the first."""

    kind: ClassVar[Kind] = Kind.GUARD
    template: ClassVar[str] = gettext_noop("This is not possible now.")
    field: ClassVar[str] = ""

    def __init__(self, *, reasons: tuple[Reason, ...] = (), **facts: object) -> None:
        self.facts = facts
        named = str(facts.get("field", self.field))
        self.reasons = reasons or (Reason(self.template, facts, named),)
        super().__init__(self.message())

    @property
    def code(self) -> str:
        """The stable name of the error, e.g. ``order_not_found`` for ``OrderNotFound``."""
        name = type(self).__name__
        return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")

    def message(self, translate: Translate = gettext_noop) -> str:
        """All reasons as one paragraph."""
        return " ".join(reason.sentence(translate) for reason in self.reasons)


class Invalid(Refusal):
    """A value that cannot be accepted; ``field`` names where it stands."""

    kind = Kind.INVALID
    template = gettext_noop("{field}: {problem}")


class GuardFailed(Refusal):
    """One or more conditions of a step are unmet; every one is listed."""

    kind = Kind.GUARD


class Conflict(Refusal):
    """Somebody else was first, or the record is in another state than thought."""

    kind = Kind.CONFLICT
    template = gettext_noop("Somebody else changed this first.")


class Forbidden(Refusal):
    """The actor lacks the permission named in the facts."""

    kind = Kind.FORBIDDEN
    template = gettext_noop("You may not do this: the permission {permission} is missing.")


class Missing(Refusal):
    """There is no such record, or the actor may not see it."""

    kind = Kind.MISSING
    template = gettext_noop("There is no {record} {key}.")


class Busy(Refusal):
    """The database could not give the locks in time; trying again is safe."""

    kind = Kind.BUSY
    template = gettext_noop("The system is busy. Please try again in {seconds} seconds.")


def refuse_all(refusals: Iterable[Refusal]) -> None:
    """Raise what was found: nothing, the one, or one refusal with the reasons of all."""
    found = list(refusals)
    if len(found) == 1:
        raise found[0]
    if found:
        whole = Invalid if all(one.kind == Kind.INVALID for one in found) else GuardFailed
        raise whole(reasons=tuple(reason for one in found for reason in one.reasons))
