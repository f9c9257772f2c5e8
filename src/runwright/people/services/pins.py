"""Badge and PIN: how an operator is known at a station.

A badge can be copied and a PIN is short, so the two open nothing but an enrolled station; wrong
ones are counted and soon have to wait.
"""

from datetime import timedelta

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction
from django.db.models import Q

from runwright.journal.clock import now
from runwright.journal.rows import answer
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor
from runwright.people.errors import BadgeOrPinWrong, PinNotGood, TooManyWrongPins
from runwright.people.models import Operator, OperatorPin, PinFailure
from runwright.people.services.operators import OPERATORS

SHORTEST_PIN, LONGEST_PIN = 4, 8
MOST_WRONG = 10
WRONG_WITHIN = timedelta(minutes=5)
STRAIGHT = "01234567890", "09876543210"


class PinHasher(PBKDF2PasswordHasher):
    """Salted and slow enough for a stolen table, quick enough for the start of a shift."""

    algorithm = "pin_pbkdf2_sha256"
    iterations = 100_000


HASHER = PinHasher()
NOBODY = f"{HASHER.algorithm}${HASHER.iterations}$nobody$nothing"
"""Compared where there is no PIN, so that an unknown badge takes as long as a wrong PIN; no PIN
hashes to it."""


@transaction.atomic
def operator_pin_set(*, operator_id: int, pin: str, actor: Actor) -> None:
    """Give an operator a PIN, or a new one for a forgotten one. Raises ``PinNotGood``."""
    actor.require("people.operator_manage")
    _pin_write(OPERATORS.locked(operator_id), pin, actor)


def operator_pin_change(*, badge: str, pin: str, wanted: str, actor: Actor) -> None:
    """An operator changes their own PIN at a station. Raises like ``badge_check``, and
    ``PinNotGood``."""
    operator = badge_check(badge=badge, pin=pin, actor=actor)
    with transaction.atomic():
        _pin_write(OPERATORS.locked(operator.pk), wanted, actor)


def _pin_write(operator: Operator, pin: str, actor: Actor) -> None:
    if not _is_good(pin):
        raise PinNotGood(shortest=SHORTEST_PIN, longest=LONGEST_PIN)
    kept = {"hash": HASHER.encode(pin, HASHER.salt()), "set_at": now()}
    OperatorPin.objects.update_or_create(operator=operator, defaults=kept)
    entry_record(actor=actor, verb="operator.set_pin", subject=OPERATORS.subject(operator))


def _is_good(pin: str) -> bool:
    """Plain digits that are neither all the same nor simply counted up or down."""
    is_plain = pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN
    return is_plain and len(set(pin)) > 1 and not any(pin in straight for straight in STRAIGHT)


def badge_check(*, badge: str, pin: str, actor: Actor) -> Operator:
    """The operator whose badge and PIN these are; ``actor`` is the station that asks.

    A wrong one is kept and counted, whatever becomes of the caller. Raises ``BadgeOrPinWrong``,
    the same for an unknown badge, and ``TooManyWrongPins`` after ten in five minutes.
    """
    actor.require("production.scan")
    with transaction.atomic(durable=True):
        operator = _found(badge, pin, actor)
    if operator is None:
        raise BadgeOrPinWrong()
    return operator


def _found(badge: str, pin: str, actor: Actor) -> Operator | None:
    answer(ONE_AT_A_TIME, [f"badge:{badge}"])
    _refuse_many(badge, actor.device)
    operators = Operator.objects.filter(badge=badge, archived_at=None).exclude(badge="")
    operator = operators.select_related("pin").first()
    held: OperatorPin | None = getattr(operator, "pin", None)
    if HASHER.verify(pin, held.hash if held else NOBODY) and held:
        return operator
    PinFailure.objects.create(badge=badge, device=actor.device)
    subject = OPERATORS.subject(operator) if operator else Subject("badge", "", badge)
    entry_record(actor=actor, verb="operator.refuse_pin", subject=subject)
    return None


ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))"


def _refuse_many(badge: str, device: str) -> None:
    """Refuse while a badge or a device has failed too often of late."""
    late = PinFailure.objects.filter(at__gt=now() - WRONG_WITHIN).order_by("-at")
    for whose in (Q(badge=badge), Q(device=device)):
        failed = list(late.filter(whose).values_list("at", flat=True)[:MOST_WRONG])
        if len(failed) == MOST_WRONG:
            wait = failed[-1] + WRONG_WITHIN - now()
            raise TooManyWrongPins(most=MOST_WRONG, seconds=max(1, int(wait.total_seconds())))
