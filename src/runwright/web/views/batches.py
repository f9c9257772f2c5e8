"""Batches: the page of one, what people do with it, and where batches wait."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.kernel.files import media_type_of
from runwright.production.selectors.batches import (
    batch_get,
    batch_scans,
    batches_waiting,
    note_picture,
    scans_undoable,
)
from runwright.production.selectors.genealogy import batch_graph
from runwright.production.selectors.verbs import batch_verbs
from runwright.production.services.runs.batches import (
    batch_delete,
    batch_hold,
    batch_note,
    batch_unhold,
)
from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.undoing import scan_undo
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.runs import BatchNoteForm
from runwright.web.live import live
from runwright.web.records import record_url
from runwright.web.verbs import possible
from runwright.web.views.routings import file_sent

RECENT = 15
SCANS = 100
VERBS: dict[str, Callable[..., Any]] = {
    "hold": batch_hold,
    "release": batch_unhold,
    "closing": batch_close,
    "deletion": batch_delete,
}


@require_safe
@live
def batch(request: Request, record_id: int) -> HttpResponse:
    """One batch: where it is, what it was made of, what became of it."""
    words = _words(request, record_id)
    words["undoable"] = scans_undoable(scans=words["scans"], actor=request.actor)
    return page(request, "batch", words | {"form": BatchNoteForm(None, request.actor)})


@require_safe
def panel(request: Request, record_id: int) -> HttpResponse:
    """A batch beside the flow diagram: the same in short."""
    return render(request, "web/parts/batch_panel.html", _words(request, record_id))


def _words(request: Request, record_id: int) -> dict[str, Any]:
    record = batch_get(batch_id=record_id, actor=request.actor)
    near = batch_graph(batch_id=record_id, levels=1, actor=request.actor)
    return {
        "batch": record,
        "may": possible(batch_verbs(batch=record, actor=request.actor)),
        "node": near.by_id.get(record_id),
        "sources": [(near.by_id[e.source], e) for e in near.edges if e.result == record_id],
        "results": [(near.by_id[e.result], e) for e in near.edges if e.source == record_id],
        "hold": next((hold for hold in record.holds.all() if hold.released_at is None), None),
        "scans": batch_scans(batch_id=record_id, actor=request.actor)[:SCANS],
        "entries": entries_of(kind="batch", record_id=record_id)[:RECENT],
    }


@require_POST
def batch_step(request: Request, record_id: int, noun: str) -> HttpResponse:
    """Hold a batch, release it, close it by hand, or delete it before its first scan."""
    if noun not in VERBS:
        raise Http404
    reason = request.POST.get("reason", "")[:200]
    record = VERBS[noun](batch_id=record_id, reason=reason, actor=request.actor)
    home = record_url("run", record.run_id) if noun == "deletion" else ""
    return done(request, home or record_url("batch", record_id), _("Saved."))


@require_POST
def scan_undoing(request: Request, record_id: int, fact_id: UUID) -> HttpResponse:
    """Take a scan of a batch back, later than its operator could."""
    reason = request.POST.get("reason", "")[:200]
    scan_undo(scan_id=fact_id, reason=reason, actor=request.actor)
    return done(request, record_url("batch", record_id), _("The scan is undone."))


@require_POST
def notes(request: Request, record_id: int) -> HttpResponse:
    """Write something about a batch, with a picture or without."""
    form = BatchNoteForm(request.POST, request.actor, files=request.FILES)
    given = form.demanded()
    file = given["picture"]
    seen = _seen(file.name, file.read()) if file else {}
    batch_note(batch_id=record_id, text=given["text"], **seen, actor=request.actor)
    return done(request, record_url("batch", record_id), _("Saved."))


def _seen(name: str, content: bytes) -> dict[str, Any]:
    """A picture as it is kept. Raises ``FileNotTaken`` and ``FileTooLarge``."""
    kind = media_type_of(name=name, content=content, pictures_only=True)
    return {"picture": content, "picture_name": name[-120:], "picture_type": kind}


@require_safe
def picture(request: Request, record_id: int, note_id: int) -> HttpResponse:
    """The picture of a note."""
    note = note_picture(batch_id=record_id, note_id=note_id, actor=request.actor)
    return file_sent(note.picture_name or "picture", note.picture_type, bytes(note.picture or b""))


@require_safe
@live
def waiting(request: Request) -> HttpResponse:
    """Where batches wait: the longest queues first."""
    queues = batches_waiting(actor=request.actor)
    by_department: dict[str, list[int]] = {}
    for queue in queues:
        sums = by_department.setdefault(queue.department, [0, 0])
        sums[0] += queue.batches
        sums[1] += queue.held
    words = {
        "queues": queues,
        "departments": sorted(by_department.items(), key=lambda pair: -pair[1][0]),
        "longest": max((queue.batches for queue in queues), default=0),
        "oldest": min((queue.oldest_at for queue in queues), default=None),
        "unscanned": batches_waiting(actor=request.actor, states=("created",)),
    }
    return page(request, "waiting", words)
