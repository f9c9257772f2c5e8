"""Scans that a device queued while it was alone: each is posted once, waits, or is in conflict.

They may come in any order and any number of times. What cannot be posted yet waits for what it
needs and is tried again when that lands; what cannot be posted at all waits for a person.
"""

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction

from runwright.floor.errors import ScanBroken, ScanUnreadable
from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan, Trouble, draft_of
from runwright.floor.selectors.devices import at_station
from runwright.journal.clock import now
from runwright.journal.errors import IdAlreadyUsed
from runwright.journal.retries import retried, worth_another_try
from runwright.journal.rows import answer
from runwright.journal.services import Subject, entry_record, keys_check
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.models import Operator
from runwright.production.errors import (
    NotAlike,
    NotEnoughParts,
    NotReachable,
    NotYetScanned,
    PartsMissing,
    UnknownLabel,
)
from runwright.production.models import Scan
from runwright.production.selectors.labels import batches_at_hand
from runwright.production.selectors.landings import (
    awaits_station,
    batches_touched,
    scans_landed,
)
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.resources.selectors import station_scanned_at

PATIENCE = timedelta(hours=24)
EARLIER = (NotYetScanned, NotReachable, NotAlike, PartsMissing, NotEnoughParts)
"""Refusals that an earlier scan, yet to come, may put right."""
NO_TROUBLE = Trouble()
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a queued scan: applied, waiting, in conflict or dropped."""

    id: UUID
    state: str
    trouble: Trouble = NO_TROUBLE


def scans_replay(
    *, facts: Sequence[QueuedScan], actor: Actor, device_id: int | None = None
) -> list[Outcome]:
    """Post queued scans, each in a transaction of its own; the outcomes in the order given.

    A scan is posted once however often it comes. It refuses none: what cannot be posted is kept.
    """
    actor.require("production.scan")
    replay = Replay(actor, device_id)
    by_time = sorted(facts, key=lambda fact: (fact.device_at or BEGINNING, fact.id))
    outcomes = {fact.id: replay.take(fact) for fact in by_time}
    final = replay.settled
    return [final.get(fact.id, outcomes[fact.id]) for fact in facts]


def scans_wake(*, scan_id: UUID, actor: Actor) -> None:
    """Try again what waited for a scan that was posted outside of a replay."""
    if answer(ANY_WAITING) == [(True,)]:
        Replay(actor, None).wake(scan_id)


ANY_WAITING = "SELECT EXISTS (SELECT FROM floor_parkedscan WHERE state = 'waiting')"
"""Each scan asks; nearly always nothing waits."""


def parked_sweep(*, actor: Actor) -> int:
    """Try again what waits, and put into conflict what has waited for a day; how many remain."""
    waiting = ParkedScan.objects.filter(state="waiting").order_by("device_at", "id")
    replay = Replay(actor, None)
    for parked_id in list(waiting.values_list("id", flat=True)):
        replay.try_again(parked_id)
    late = waiting.filter(received_at__lt=now() - PATIENCE)
    for parked_id in list(late.values_list("id", flat=True)):
        _give_up(parked_id, actor)
    return waiting.count()


@transaction.atomic
def _give_up(parked_id: UUID, actor: Actor) -> None:
    row = ParkedScan.objects.select_for_update().filter(id=parked_id, state="waiting").first()
    if row:
        row.state = "conflict"
        row.save(update_fields=["state"])
        parked_told(row, "conflict", actor)


class Replay:
    """One replay: who sends, what has been settled so far, and who the operators are."""

    def __init__(self, actor: Actor, device_id: int | None) -> None:
        self.actor = at_station(actor)
        self.device_id = device_id
        self.settled: dict[UUID, Outcome] = {}
        self.operators: dict[int, Operator] = {}

    def take(self, fact: QueuedScan) -> Outcome:
        """Post a scan, or keep it; then whatever waited for it."""
        row = ParkedScan.objects.filter(id=fact.id).first()
        if row is None:
            return self._take_new(fact)
        if row.body != fact.text():
            again = Trouble.of(IdAlreadyUsed(id=str(fact.id), at=row.received_at))
            return Outcome(fact.id, "conflict", again)
        if row.state == "waiting":
            self.try_again(row.id)
            row.refresh_from_db()
        return outcome_of(row)

    def _take_new(self, fact: QueuedScan) -> Outcome:
        try:
            self._post_alone(fact)
        except IdAlreadyUsed as refusal:  # the id stands for another scan, for ever
            return Outcome(fact.id, "conflict", Trouble.of(refusal))
        except Refusal as refusal:
            return self._park(fact, refusal)
        self.wake(fact.id)
        return Outcome(fact.id, "applied")

    def _post_alone(self, fact: QueuedScan) -> None:
        def act() -> None:
            with transaction.atomic():
                self.post(fact)

        retried(act)

    def post(self, fact: QueuedScan) -> Scan:
        """Post a scan within a transaction. Raises what refuses it."""
        draft = draft_of(fact.body)
        if fact.after and not _is_settled(fact.after, self.actor):
            # Whoever wakes it may be limited to other departments than who sent it.
            station_scanned_at(station_id=draft.station_id, actor=self.actor)
            raise UnknownLabel(label=f"scan:{fact.after}")
        try:
            with transaction.atomic():
                scan = scan_post(draft=draft, actor=self._author(draft, fact), id=fact.id)
                keys_check()  # a machine that is not there is found here
        except IntegrityError as error:
            raise ScanUnreadable(field="body") from error
        except DatabaseError as error:
            if worth_another_try(error):
                raise
            log.error("unforeseen: scan %s", fact.id, exc_info=error)
            raise ScanBroken() from error
        return scan

    def _author(self, draft: ScanDraft, fact: QueuedScan) -> Actor:
        """Who made the scan, and when by the clock of the device."""
        author = replace(self.actor, device_at=fact.device_at or self.actor.device_at)
        operator = self._operator(draft.operator_id)
        if operator is None:
            return author
        return replace(
            author, operator_id=operator.pk, user_id=operator.user_id, label=operator.name
        )

    def _operator(self, operator_id: int | None) -> Operator | None:
        if operator_id and operator_id not in self.operators:
            self.operators |= Operator.objects.in_bulk([operator_id])
        return self.operators.get(operator_id or 0)

    def _park(self, fact: QueuedScan, refusal: Refusal) -> Outcome:
        """Keep a scan that was refused, waiting or in conflict."""
        keys = sorted(waited_for(fact, refusal, self.actor))
        with transaction.atomic():
            row, is_new = ParkedScan.objects.get_or_create(
                id=fact.id,
                defaults={
                    "device_id": self.device_id,
                    "body": fact.text(),
                    "state": "waiting" if keys else "conflict",
                    "waits_for": keys,
                    "device_at": fact.device_at,
                    "refusal": refusal.code,
                    "trouble": Trouble.of(refusal).text(),
                    "received_at": now(),
                    "tried_at": now(),
                },
            )
            if is_new and row.state == "conflict":
                parked_told(row, "conflict", self.actor)
        return outcome_of(row)

    def wake(self, scan_id: UUID) -> None:
        """Try again whatever waited for a scan, and for those that are posted thereby."""
        landed = deque([scan_id])
        while landed:
            for parked_id in waiting_for(landed.popleft(), self.actor):
                if self.try_again(parked_id, wake=False):
                    landed.append(parked_id)

    def try_again(self, parked_id: UUID, *, wake: bool = True) -> bool:
        """Try a scan that waits once more; whether it was posted."""

        def act() -> ParkedScan | None:
            with transaction.atomic():
                return self._try_locked(parked_id)

        row = retried(act)
        if row is None:
            return False
        self.settled[row.id] = outcome_of(row)
        if wake and row.state == "applied":
            self.wake(row.id)
        return row.state == "applied"

    def _try_locked(self, parked_id: UUID) -> ParkedScan | None:
        rows = ParkedScan.objects.select_for_update(skip_locked=True).filter(state="waiting")
        row = rows.filter(id=parked_id).first()
        if row is None:
            return None
        fact = QueuedScan.read(row.id, row.body, row.device_at)
        try:
            with transaction.atomic():
                self.post(fact)
        except Refusal as refusal:
            keys = sorted(waited_for(fact, refusal, self.actor))
            parked_refused(row, refusal, keys=keys, actor=self.actor)
        else:
            parked_settled(row, "applied")
        return row


def outcome_of(row: ParkedScan) -> Outcome:
    """What became of a scan that was parked."""
    settled = row.state in ("applied", "dropped")
    return Outcome(row.id, row.state, NO_TROUBLE if settled else Trouble.read(row.trouble))


def parked_settled(row: ParkedScan, state: str) -> None:
    """A parked scan needs nobody any more."""
    row.state, row.tried_at, row.waits_for = state, now(), []
    row.tries += 1
    row.save(update_fields=["state", "tried_at", "tries", "waits_for"])


def parked_refused(row: ParkedScan, refusal: Refusal, *, keys: Sequence[str], actor: Actor) -> None:
    """A parked scan was refused once more; without ``keys`` to wait for it is in conflict."""
    was, row.state = row.state, "waiting" if keys else "conflict"
    row.waits_for, row.refusal, row.trouble = [*keys], refusal.code, Trouble.of(refusal).text()
    row.tries, row.tried_at = row.tries + 1, now()
    row.save(update_fields=["state", "waits_for", "refusal", "trouble", "tries", "tried_at"])
    if row.state == "conflict" != was:
        parked_told(row, "conflict", actor)


def parked_told(row: ParkedScan, verb: str, actor: Actor, reason: str = "") -> None:
    """Write into the journal what became of a parked scan."""
    subject = Subject("parked_scan", str(row.id), str(row.id))
    entry_record(
        actor=actor, verb=f"parked_scan.{verb}", subject=subject, reason=reason or row.refusal
    )


def _is_settled(id: UUID, actor: Actor) -> bool:
    """Whether nothing more is to come of a scan: it is posted, or was dropped."""
    if scans_landed(ids=[id], actor=actor):
        return True
    return ParkedScan.objects.filter(id=id, state="dropped").exists()


def waiting_for(scan_id: UUID, actor: Actor) -> list[UUID]:
    """The parked scans that wait for a scan, or for a batch it touched, oldest first."""
    touched = batches_touched(scan_id=scan_id, actor=actor)
    keys = [f"scan:{scan_id}", *(f"batch:{batch_id}" for batch_id in touched)]
    rows = ParkedScan.objects.filter(state="waiting", waits_for__overlap=keys)
    return list(rows.order_by("device_at", "id").values_list("id", flat=True))


def waited_for(fact: QueuedScan, refusal: Refusal, actor: Actor) -> Iterator[str]:
    """The keys of what a refused scan may wait for: scans that have not come, and batches that an
    earlier scan has yet to bring here. None when waiting is of no use."""
    if isinstance(refusal, UnknownLabel):
        missing = _scan_named(str(refusal.facts.get("label", "")))
        if missing and not _is_settled(missing, actor):
            yield f"scan:{missing}"
    elif isinstance(refusal, EARLIER):
        draft = draft_of(fact.body)
        batch_ids = [*_batches_named(draft.labels)]
        if awaits_station(batch_ids=batch_ids, station_id=draft.station_id, actor=actor):
            yield from (f"batch:{batch_id}" for batch_id in batch_ids)


def _batches_named(labels: Sequence[str]) -> Iterator[int]:
    """The batches at hand under labels; some name none, as a lot from elsewhere."""
    for label in labels:
        with suppress(Refusal):
            yield batches_at_hand(labels=[label])[0].id


def _scan_named(label: str) -> UUID | None:
    """The scan by which a result is named: ``scan:<id>/<grade>``."""
    name = label.removeprefix("scan:").partition("/")[0]
    try:
        return UUID(name) if label.startswith("scan:") else None
    except ValueError:
        return None
