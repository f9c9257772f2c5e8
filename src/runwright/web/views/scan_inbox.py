"""The inbox of scans that could not be posted, with an answer to each in one tap."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.floor.selectors import at_station, parked_all, parked_told
from runwright.floor.selectors.parked import Told
from runwright.floor.services import conflict_apply, conflict_drop, conflict_retry
from runwright.people.actor import Actor
from runwright.production.selectors.parts import orders_taking
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.station_masters import ApplicationForm

MOST_SHOWN = 100
ONE_TAP = {
    "gain_unconfirmed": ("accept_gain", _("Yes, there are more")),
    "check_material": ("is_checked", _("The material was looked at")),
    "lot_claimed": ("take_claimed", _("Take it all the same")),
}
"""Refusals that one confirmation answers: what it says to the scan, and its words."""


@require_safe
def scan_inbox(request: Request) -> HttpResponse:
    """Every scan that waits for a decision, and how many wait for their forerunners."""
    kept = parked_all(actor=request.actor)
    state = "waiting" if request.GET.get("state") == "waiting" else "conflict"
    rows = parked_told(rows=kept.filter(state=state)[:MOST_SHOWN], actor=request.actor)
    words = {
        "cards": [_card(told, request.actor) for told in rows],
        "state": state,
        "conflicts": kept.filter(state="conflict").count(),
        "waiting": kept.filter(state="waiting").count(),
        "can_answer": request.actor.can("floor.conflict_resolve"),
    }
    return page(request, "stations/inbox", words)


def _card(told: Told, actor: Actor) -> dict[str, object]:
    confirms, words = ONE_TAP.get(told.trouble.code, ("", ""))
    draft = told.draft
    return {
        "told": told,
        "sentence": told.trouble.sentence(gettext),
        "advice": told.trouble.advice(gettext),
        "confirms": confirms,
        "confirm_words": gettext(words) if words else "",
        "is_split": told.station_type == "split",
        "is_parts": told.station_type == "move",
        "orders": orders_taking(
            station_id=draft.station_id, labels=draft.labels, actor=at_station(actor)
        )
        if draft and told.station_type == "move"
        else [],
    }


@require_POST
def retry(request: Request, parked_id: UUID) -> HttpResponse:
    """Try a scan again as it came."""
    conflict_retry(parked_id=parked_id, actor=request.actor)
    return _back(request, _("The scan is posted."))


@require_POST
def application(request: Request, parked_id: UUID) -> HttpResponse:
    """Post a scan with other quantities, or with what it was asked to confirm."""
    changes = ApplicationForm(request.POST, request.actor).demanded()
    conflict_apply(parked_id=parked_id, changes=changes, actor=request.actor)
    return _back(request, _("The scan is posted."))


@require_POST
def dropping(request: Request, parked_id: UUID) -> HttpResponse:
    """Decide that a scan shall have no effect."""
    reason = request.POST.get("reason", "")
    conflict_drop(parked_id=parked_id, reason=reason, actor=request.actor)
    return _back(request, _("The scan is dropped."))


def _back(request: Request, said: str) -> HttpResponse:
    left = parked_all(actor=request.actor).filter(state="conflict").count()
    more = ngettext("{n} is left.", "{n} are left.", left).format(n=left)
    return done(request, reverse("web:scan_inbox"), f"{said} {more}")
