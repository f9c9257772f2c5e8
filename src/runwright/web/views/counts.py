"""Count sheets: opened, filled in, printed, posted."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.stock.selectors import count_get, count_verbs
from runwright.stock.services import count_cancel, count_enter, count_find, count_open, count_post
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.counts import CountForm, EntriesForm, FindForm
from runwright.web.records import record_url
from runwright.web.views.editing import creation

RECENT = 15
VERBS = {"posting": count_post, "cancellation": count_cancel}

count_new = creation(CountForm, count_open, gettext_lazy("Open a count"), "web:counts", "count")


@require_safe
def count(request: Request, record_id: int) -> HttpResponse:
    """One sheet: what the books say, what was found, what may be done."""
    record = count_get(count_id=record_id, actor=request.actor)
    offered = {one.verb: one for one in count_verbs(count=record, actor=request.actor)}
    post = offered.get("post")
    words = {
        "count": record,
        "lines": list(record.lines.all()),
        "may": offered.keys(),
        "obstacles": [*post.obstacles, *post.warnings] if post else [],
        "find": FindForm(None, request.actor, {"count": record}),
        "entries": entries_of(kind="count", record_id=record_id)[:RECENT],
    }
    return page(request, "count", words)


@require_POST
def entries(request: Request, record_id: int) -> HttpResponse:
    """Keep what was found on the lines of a sheet."""
    record = count_get(count_id=record_id, actor=request.actor)
    form = EntriesForm(request.POST, request.actor, {"lines": list(record.lines.all())})
    counted: Any = form.demanded()
    count_enter(count_id=record_id, counted=counted, actor=request.actor)
    return _told(request, record_id, _("What was counted is kept."))


@require_POST
def finds(request: Request, record_id: int) -> HttpResponse:
    """Enter goods where the books know of none."""
    record = count_get(count_id=record_id, actor=request.actor)
    given = FindForm(request.POST, request.actor, {"count": record}).demanded()
    count_find(count_id=record_id, **given, actor=request.actor)
    return _told(request, record_id, _("What was found is on the sheet."))


@require_POST
def count_step(request: Request, record_id: int, noun: str) -> HttpResponse:
    """Post or cancel a sheet."""
    if noun not in VERBS:
        raise Http404
    reason = request.POST.get("reason", "").strip()[:200]
    record: Any = VERBS[noun](count_id=record_id, reason=reason, actor=request.actor)
    told = {"posting": _("The books say now what was counted."), "cancellation": _("Put away.")}
    return _told(request, record.id, told[noun])


def _told(request: Request, record_id: int, words: str) -> HttpResponse:
    return done(request, record_url("count", record_id), words)
