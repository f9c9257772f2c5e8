"""Stops of machines and work centres: told as a whole, ended, put right, taken back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from runwright.floor.selectors import downtime_get
from runwright.floor.services import (
    downtime_correct,
    downtime_end,
    downtime_reverse,
    downtime_start,
)
from runwright.journal.selectors import entries_of
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.downtimes import DowntimeCorrectionForm, DowntimeForm
from runwright.web.records import record_url
from runwright.web.views.editing import creation, edition

RECENT = 15
HOME = "web:downtimes"

downtime_new = creation(DowntimeForm, downtime_start, gettext_lazy("Enter a stop"), HOME)
correction = edition(
    DowntimeCorrectionForm, downtime_get, downtime_correct, "", "downtime_id", home=HOME
)


@require_safe
def downtime(request: Request, record_id: int) -> HttpResponse:
    """One stop: what stood, why, from when to when, and what was written about it."""
    record = downtime_get(downtime_id=record_id, actor=request.actor)
    kind = "machine" if record.machine_id else "work_centre"
    entries = entries_of(kind=kind, record_id=record.place.id)
    words = {
        "downtime": record,
        "kind": kind,
        "place_url": record_url(kind, record.place.id),
        "entries": entries.filter(verb__startswith="downtime.")[:RECENT],
    }
    return page(request, "downtime", words)


@require_POST
def end(request: Request, record_id: int) -> HttpResponse:
    """It runs again."""
    downtime_end(downtime_id=record_id, actor=request.actor)
    home = request.POST.get("home", "")
    url = reverse("web:board") if home == "board" else record_url("downtime", record_id)
    return done(request, url, _("It runs again."))


@require_POST
def reversal(request: Request, record_id: int) -> HttpResponse:
    """Take a stop back by its opposite."""
    reason = request.POST.get("reason", "")
    downtime_reverse(downtime_id=record_id, reason=reason, actor=request.actor)
    return done(request, reverse(HOME), _("The stop is undone."))
