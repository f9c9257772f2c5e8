"""Every write happens once: its key is bound for ever to its body and its answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from runwright.api.bodies import read_json
from runwright.api.errors import KeyMissing
from runwright.api.etags import one_snapshot
from runwright.api.sign_in import Call
from runwright.journal.effects import whole_effect
from runwright.journal.retries import retried
from runwright.journal.services import Answer, request_close, request_open
from runwright.kernel.errors import Refusal

JSON = "application/json"
HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"


@dataclass(frozen=True)
class Told:
    """An answer: its status, its JSON, and what of it is kept for a repeat."""

    status: int
    text: str
    kept: str = ""


def write_once(request: Call, effect: Callable[[], Told]) -> HttpResponse:
    """Carry out ``effect`` in one transaction, or answer as it was answered the first time.

    The transaction is tried again when the database asks for it, three times in all. Raises
    ``KeyMissing`` without a key, and ``IdAlreadyUsed`` when the key came with another body.
    """
    write = _Write(key_of(request), f"{request.method} {request.path}", body_of(request))

    def act() -> HttpResponse:
        with transaction.atomic(), whole_effect():
            one_snapshot(request)
            return write.repeated() or write.carried_out(effect)

    try:
        return retried(act)
    except (Refusal, IntegrityError):
        if twin := write.repeated():
            return twin
        raise


@dataclass(frozen=True)
class _Write:
    """One write with what makes it the same as another."""

    id: UUID
    verb: str
    body: dict[str, object]

    def repeated(self) -> HttpResponse | None:
        """What was answered when it came before."""
        kept = request_open(id=self.id, verb=self.verb, body=self.body)
        if kept is None:
            return None
        headers = {REPLAYED: "true", "Content-Type": JSON}
        return HttpResponse(kept.text, status=kept.status, headers=headers)

    def carried_out(self, effect: Callable[[], Told]) -> HttpResponse:
        """The answer of the effect, which is kept with it."""
        said = effect()
        told = Answer(said.status, said.kept)
        request_close(id=self.id, verb=self.verb, body=self.body, told=told)
        return HttpResponse(said.text, content_type=JSON, status=said.status)


def key_of(request: Call) -> UUID:
    """The key of a write as this user's own: two users never meet in one key."""
    try:
        given = UUID(request.headers.get(HEADER, ""))
    except ValueError:
        raise KeyMissing() from None
    return uuid5(NAMESPACE_URL, f"runwright:{request.auth.user_id}:{given}")


def body_of(request: Call) -> dict[str, object]:
    """What makes two requests the same: the JSON value, or the form with its files' contents."""
    if request.content_type != "multipart/form-data":
        return {"json": read_json(request.body) if request.body else None}
    files = {name: _digest(file) for name, file in request.FILES.items()}
    return {"form": dict(request.POST.lists()), "files": files}


def _digest(file: Any) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
