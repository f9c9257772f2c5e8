"""What a draft would cost and take, before anybody saves it."""

from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from runwright.engineering.selectors.rollup import RollUp, rollup_of
from runwright.engineering.services.boms import bom_create, bom_update
from runwright.engineering.services.drafts import BomDraft
from runwright.people.actor import Actor


@transaction.atomic
def bom_preview(
    *, draft: BomDraft, actor: Actor, bom_id: int | None = None, quantity: Decimal | None = None
) -> RollUp:
    """Roll up a draft as if it were saved, and leave nothing behind.

    Raises what saving it would raise.
    """
    try:
        if bom_id is None:
            bom_id = bom_create(draft=replace(draft, code=""), actor=actor).id
        else:
            bom_update(bom_id=bom_id, draft=draft, actor=actor)
        return rollup_of(bom_id=bom_id, quantity=quantity, actor=actor)
    finally:
        transaction.set_rollback(True)
