"""Taking claims away: what they are on is less than it was, or somebody else needs it more."""

from decimal import Decimal

from runwright.journal.rows import rows_of
from runwright.stock.models import Balance, Claim, ExpectedSupply, Need
from runwright.stock.rules import urgency
from runwright.stock.services.claims import marks_set
from runwright.stock.services.ledger import Ledger


def claims_first_come(on: Balance | ExpectedSupply) -> list[Claim]:
    """The claims on goods or a supply, the last to lose theirs first."""
    is_goods = isinstance(on, Balance)
    if not (rows_of(Claim, balance_id=on.id) if is_goods else rows_of(Claim, supply_id=on.id)):
        return []
    claims = on.claims.select_related("need__group")
    return sorted(claims, key=lambda claim: (not claim.is_linked, urgency(claim.need)))


def claims_withdraw(*, on: Balance | ExpectedSupply, most: Decimal) -> None:
    """Let no more than ``most`` of goods or a supply be claimed: the least urgent lose first.

    The caller has locked what the claims are on, and lets waiting needs be served afterwards.
    """
    claims = claims_first_come(on)
    over = sum((claim.quantity for claim in claims), Decimal()) - most
    if over <= 0:
        return
    ledger = Ledger()
    ledger.load(Claim.objects.filter(need__in=[claim.need_id for claim in claims]))
    for claim in reversed(ledger.load(claims)):
        over -= ledger.lower_claim(claim, max(over, Decimal()))
    ledger.save()
    marks_set(needs=[claim.need for claim in claims], ledger=ledger)


def claims_give_way(*, balance: Balance, need: Need, quantity: Decimal) -> list[str]:
    """Let others hold so much less of goods that ``need`` can have ``quantity`` of them: the least
    urgent lose first, and look for other cover. Returns who lost.

    The item is locked.
    """
    others = [claim for claim in claims_first_come(balance) if claim.need_id != need.id]
    held = sum((claim.quantity for claim in others), Decimal())
    over = held - (balance.quantity - quantity)
    if over <= 0:
        return []
    ledger = Ledger()
    ledger.load(Claim.objects.filter(need__in=[claim.need_id for claim in others]))
    losers: dict[int, Need] = {}
    for claim in reversed(ledger.load(others)):
        if lost := ledger.lower_claim(claim, max(over, Decimal())):
            over -= lost
            losers[claim.need_id] = claim.need
    ledger.save()
    marks_set(needs=[*losers.values()], ledger=ledger)
    return [loser.cause for loser in losers.values()]
