"""Requests follow the orders made from them: ordered, received, and back."""

from collections.abc import Iterable

from runwright.journal.lives import life_step
from runwright.people.actor import Actor
from runwright.purchasing.conditions import Situation
from runwright.purchasing.models import PurchaseRequest
from runwright.purchasing.selectors.situations import request_situation
from runwright.purchasing.states import REQUEST_LIFE

FORWARD = ("order", "receive")


def requests_follow(*, request_ids: Iterable[int], actor: Actor) -> None:
    """Bring requests into the state that the orders made from them say."""
    requests = PurchaseRequest.objects.select_for_update().filter(id__in=set(request_ids))
    for request in requests.order_by("id"):
        while verb := _next(request, situation := request_situation(request=request)):
            life_step(
                life=REQUEST_LIFE, record=request, situation=situation, verb=verb, actor=actor
            )


def _next(request: PurchaseRequest, situation: Situation) -> str:
    """The step that the orders say, if there is one."""
    match request.state:
        case "approved":
            return "" if situation.unordered else "order"
        case "ordered" if situation.unordered:
            return "release"
        case "ordered":
            return "" if situation.outstanding else "receive"
        case "received":
            return "restore" if situation.outstanding or situation.unordered else ""
    return ""
