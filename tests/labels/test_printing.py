"""Labels on their way to real printers: they print, hang, refuse, come back, and count."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from runwright.company.selectors import plant_today
from runwright.company.services import company_set
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.kernel.transitions import WrongState
from runwright.labels.errors import (
    BatchesNotFound,
    BatchVoid,
    NoPrinter,
    NothingToPrint,
    PrinterArchived,
    TooManyCopies,
    UnknownLabel,
)
from runwright.labels.files import print_file
from runwright.labels.models import LabelPrint, PrintJob
from runwright.labels.rules import GIVE_UP_AFTER, LONGEST_WAIT, wait_after
from runwright.labels.selectors import SHIFT, label_prints_of, printer_get, station_queue
from runwright.labels.services import (
    batch_labels_print,
    batch_labels_record,
    label_defaults_set,
    print_job_cancel,
    print_job_retry,
    printer_create,
    printer_serve,
    printer_test,
    printer_update,
    printers_archive,
    printers_wake,
    run_labels_print,
    run_labels_record,
)
from runwright.labels.services.sending import LEASE
from runwright.labels.states import LIFE, STATES
from runwright.people.actor import Actor
from runwright.production.models import Batch
from tests.labels.batches import fields_of, pages_of
from tests.labels.device import HASTY, device
from tests.labels.floor import sock_batches, station
from tests.labels.pages import codes, words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once):
    """Laid out once; what a test does to it is rolled back."""
    return sock_batches()


@pytest.fixture
def floor(mill):
    plant, batches = mill
    return plant.actor, batches


def made(actor, port=9100, **fields):
    return printer_create(name="Zebra 1", host="127.0.0.1", port=port, actor=actor, **fields)


def asked(actor, batches, printer, **more):
    ids = [batch.id for batch in batches]
    return batch_labels_print(batch_ids=ids, printer_id=printer.id, actor=actor, **more)


def serve(printer):
    return printer_serve(printer_id=printer.id, patience=HASTY)


def later(**fields):
    """As if all that waits had been asked for a while ago."""
    PrintJob.objects.update(next_try_at=now(), **fields)


MONTHS = (
    "Ian", "Feb", "Mar", "Apr", "Mai", "Iun", "Iul", "Aug", "Sep", "Oct", "Noi", "Dec",
)  # fmt: skip


def said(payload):
    return [[field.data for field in fields_of(page)] for page in pages_of(payload)]


def test_labels_reach_the_printer_and_are_counted(floor):
    actor, batches = floor
    with device() as zebra:
        printer = made(actor, zebra.port)
        (job,) = asked(actor, batches, printer)
        assert serve(printer) == 1
        again = asked(actor, batches[:1], printer, kind="traveller", size="1x4")
        assert serve(printer) == 1
    job.refresh_from_db()
    assert (job.state, job.tries, job.error) == ("printed", 1, "")
    first, second = zebra.taken
    assert [f"MA,RW-{batch.code}" for batch in batches] == [
        next(data for data in page if data.startswith("MA,")) for page in said(first)
    ]
    assert not any("REPRINT" in data for page in said(first) for data in page)
    (page,) = said(second)
    assert "REPRINT 1" in page
    assert "10 Knit" in page
    counted = label_prints_of(batch_id=batches[0].id, actor=actor)
    assert [(one.number, one.job_id) for one in counted] == [(2, again[0].id), (1, job.id)]
    assert LabelPrint.objects.count() == 4
    assert Entry.objects.filter(verb="run.label").count() == 1
    assert Entry.objects.get(verb="batch.label").record_label == batches[0].code


def test_a_label_is_in_the_language_of_the_plant(floor):
    actor, batches = floor
    company_set(name="Ciorăparia", language="ro", actor=actor)
    with device() as zebra, override("en"):
        printer = made(actor, zebra.port)
        asked(actor, batches[:1], printer)
        serve(printer)
    today = plant_today()
    assert f"{today.day} {MONTHS[today.month - 1]} {today.year}" in said(zebra.taken[0])[0]


def test_a_printer_that_refuses_is_left_alone_and_prints_when_it_is_back(floor):
    actor, batches = floor
    with device() as zebra:
        port = zebra.port
    printer = made(actor, port)
    first, second = asked(actor, batches[:1], printer), asked(actor, batches[1:], printer)
    assert serve(printer) == 0
    job = first[0]
    job.refresh_from_db()
    assert (job.state, job.tries) == ("queued", 1)
    assert job.error == "The printer refuses the connection."
    assert job.next_try_at > now()
    assert serve(printer) == 0
    assert PrintJob.objects.get(id=second[0].id).tries == 0
    later()
    with device(port) as zebra:
        assert serve(printer) == 2
    assert len(pages_of(zebra.taken[0])) == 1
    assert len(pages_of(zebra.taken[1])) == 2
    assert set(PrintJob.objects.values_list("state", "error")) == {("printed", "")}


def test_a_printer_that_takes_nothing_more_is_not_waited_for(floor):
    actor, batches = floor
    with device() as zebra:
        printer = made(actor, zebra.port)
        many = sock_batch_ids(batches, 50)
        batch_labels_print(
            batch_ids=many, printer_id=printer.id, kind="traveller", size="2x4", actor=actor
        )
        zebra.hangs = True
        began = now()
        assert serve(printer) == 0
        assert now() - began < timedelta(seconds=3)
        job = PrintJob.objects.get()
        assert (job.state, job.tries) == ("queued", 1)
        assert job.error.startswith("The printer takes nothing more.")
        zebra.hangs = False
        later()
        assert serve(printer) == 1
    assert len(pages_of(zebra.taken[-1])) == 50


def sock_batch_ids(batches, count):
    like = batches[0]
    more = [
        Batch(code=f"X{number:04}", run=like.run, order=like.order, firsts=1)
        for number in range(count)
    ]
    return [batch.id for batch in Batch.objects.bulk_create(more)]


def test_a_machine_that_is_not_there_is_told(floor):
    actor, batches = floor
    printer = printer_create(name="Nowhere", host="no-such-machine.invalid", actor=actor)
    asked(actor, batches, printer)
    serve(printer)
    assert PrintJob.objects.get().error == "There is no machine of that name."


def test_what_nobody_waits_for_any_more_is_given_up_and_can_be_printed_again(floor):
    actor, batches = floor
    with device() as zebra:
        port = zebra.port
    printer = made(actor, port)
    (first,), (second,) = (asked(actor, [batch], printer) for batch in batches[:2])
    (fresh,) = asked(actor, batches[2:], printer)
    old = PrintJob.objects.exclude(id=fresh.id)
    old.update(queued_at=now() - GIVE_UP_AFTER)
    serve(printer)
    states = dict(PrintJob.objects.values_list("id", "state"))
    assert states == {first.id: "failed", second.id: "failed", fresh.id: "queued"}
    assert printer_get(printer_id=printer.id, actor=actor).failed == 2
    print_job_retry(job_id=first.id, actor=actor)
    print_job_cancel(job_id=second.id, actor=actor)
    with device(port) as zebra:
        assert serve(printer) == 2
    assert len(zebra.taken) == 2
    assert dict(PrintJob.objects.values_list("id", "state")) == {
        first.id: "printed", second.id: "cancelled", fresh.id: "printed",
    }  # fmt: skip


def test_a_killed_worker_leaves_a_job_that_is_sent_after_a_while(floor):
    actor, batches = floor
    with device() as zebra:
        printer = made(actor, zebra.port)
        asked(actor, batches, printer)
        PrintJob.objects.update(state="sending", sending_at=now())
        assert serve(printer) == 0
        PrintJob.objects.update(sending_at=now() - LEASE)
        assert printers_wake() == 1
        assert serve(printer) == 1
    assert len(zebra.taken) == 1


def test_waiting_grows_to_a_limit():
    waits = [wait_after(tries).total_seconds() for tries in range(1, 9)]
    assert waits == [5, 10, 20, 40, 80, 120, 120, 120]
    assert wait_after(60_000) == LONGEST_WAIT


def test_labels_of_a_run_go_in_jobs_of_fifty(floor):
    actor, batches = floor
    sock_batch_ids(batches, 100)
    void = batches[0]
    Batch.objects.filter(id=void.id).update(state="void", ending="deleted")
    printer = made(actor)
    jobs = run_labels_print(run_id=void.run_id, printer_id=printer.id, actor=actor)
    assert [job.prints.count() for job in jobs] == [50, 50, 2]
    assert jobs[1].label.count("–") == 1


def test_kind_size_and_printer_come_from_the_station_else_from_the_defaults(floor):
    actor, batches = floor
    ids = [batch.id for batch in batches]
    knitting = station(label_kind="traveller", label_size="1x3")
    beside = made(actor, station_ids=[knitting.id])
    office = printer_create(name="Office", host="10.0.0.9", actor=actor)
    with pytest.raises(NoPrinter):
        batch_labels_print(batch_ids=ids, actor=actor)
    label_defaults_set(kind="tag", size="1x1", printer_id=office.id, actor=actor)
    (job,) = batch_labels_print(batch_ids=ids, actor=actor)
    assert (job.printer_id, job.kind, job.size) == (office.id, "tag", "1x1")
    Batch.objects.update(station=knitting)
    (job,) = batch_labels_print(batch_ids=ids, actor=actor)
    assert (job.printer_id, job.kind, job.size) == (beside.id, "traveller", "1x3")
    (job,) = batch_labels_print(batch_ids=ids, printer_id=office.id, size="2x4", actor=actor)
    assert (job.printer_id, job.kind, job.size) == (office.id, "traveller", "2x4")


def test_a_station_has_one_printer(floor):
    actor, _ = floor
    place = station()
    first = made(actor, station_ids=[place.id])
    second = printer_create(name="Zebra 2", host="zebra-2", actor=actor, station_ids=[place.id])
    assert [p.stations.count() for p in (first, second)] == [0, 1]
    printer_update(printer_id=first.id, port=6101, station_ids=[place.id], actor=actor)
    assert [p.stations.count() for p in (first, second)] == [1, 0]


def test_what_cannot_be_printed_is_refused(floor):
    actor, batches = floor
    printer = made(actor)
    with pytest.raises(NothingToPrint):
        asked(actor, [], printer)
    with pytest.raises(BatchesNotFound, match="404"):
        batch_labels_print(batch_ids=[404], printer_id=printer.id, actor=actor)
    with pytest.raises(UnknownLabel, match="3x7"):
        asked(actor, batches, printer, size="3x7")
    with pytest.raises(TooManyCopies):
        asked(actor, batches, printer, copies=101)
    Batch.objects.filter(id=batches[0].id).update(state="void", ending="undone")
    with pytest.raises(BatchVoid, match=batches[0].code):
        asked(actor, batches, printer)
    printers_archive(printer_ids=[printer.id], actor=actor)
    with pytest.raises(PrinterArchived, match="Zebra 1"):
        asked(actor, batches[1:], printer)
    with pytest.raises(Forbidden):
        asked(Actor(user_id=1, label="viewer"), batches[1:], printer)
    assert not PrintJob.objects.exists()
    assert not LabelPrint.objects.exists()


def test_a_test_label_shows_the_letters_and_counts_for_no_batch(floor):
    actor, _ = floor
    with device() as zebra:
        printer = made(actor, zebra.port)
        printer_test(printer_id=printer.id, actor=actor)
        serve(printer)
    (page,) = said(zebra.taken[0])
    assert "ĂÂÎȘȚ ăâîșț" in page
    assert not LabelPrint.objects.exists()


def test_a_label_that_cannot_be_drawn_fails_and_the_next_one_prints(floor):
    actor, batches = floor
    with device() as zebra:
        printer = made(actor, zebra.port)
        (bad,), (good,) = (asked(actor, [batch], printer) for batch in batches[:2])
        Batch.objects.filter(id=batches[0].id).update(code="\N{GRINNING FACE}" * 16)
        PrintJob.objects.filter(id=bad.id).update(size="9x9")
        assert serve(printer) == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("failed", "printed")
    assert str(bad.id) in bad.error


@pytest.mark.parametrize("way", ["pages", "sheets"])
def test_the_file_of_counted_labels_can_be_read_as_often_as_one_likes(floor, way):
    actor, batches = floor
    ids = [batch.id for batch in batches]
    key = batch_labels_record(batch_ids=ids, way=way, size="1x4", actor=actor)
    file = print_file(print_id=key, actor=actor)
    assert file.name == "RUN-2026-00004-1x4.pdf"
    assert sorted(codes(file.content)) == [f"RW-{batch.code}" for batch in batches]
    assert print_file(print_id=key, actor=actor) == file
    assert "REPRINT" not in words(file.content)
    key = run_labels_record(run_id=batches[0].run_id, way="zpl", actor=actor)
    fine = made(actor, dpi=300, is_turned=True)
    file = print_file(print_id=key, actor=actor, printer_id=fine.id)
    assert b"^PW600^LL1200" in file.content
    assert file.name.endswith(".zpl")
    assert all("REPRINT 1" in page for page in said(file.content))
    assert LabelPrint.objects.count() == 6


@pytest.mark.parametrize("verb", sorted({step.verb for step in LIFE.transitions}))
@pytest.mark.parametrize("state", STATES)
def test_every_verb_in_every_state(floor, verb, state):
    """People's verbs through their services; those of the worker are asked of the table."""
    actor, batches = floor
    asked(actor, batches, made(actor))
    job = PrintJob.objects.get()
    is_active = state in {"queued", "sending"}
    PrintJob.objects.update(
        state=state, error="paper" if state == "failed" else "",
        ended_at=None if is_active else now(), sending_at=now() if state == "sending" else None,
    )  # fmt: skip
    step = LIFE.find(state, verb)
    services = {"retry": print_job_retry, "cancel": print_job_cancel}
    if verb in services and step:
        services[verb](job_id=job.id, actor=actor)
        job.refresh_from_db()
        assert job.state == step.target
    elif verb in services:
        with pytest.raises(WrongState):
            services[verb](job_id=job.id, actor=actor)
    elif step is None:
        with pytest.raises(WrongState):
            LIFE.step(job, state=state, verb=verb, label="job")


def test_a_station_knows_what_waits_for_its_printer_and_what_failed_of_late(floor):
    actor, batches = floor
    beside, other = station("Knitting"), station("Packing")
    assert station_queue(station_id=beside.id, actor=actor).printer is None
    printer = made(actor, station_ids=[beside.id])
    waiting, failed, old = (asked(actor, [batch], printer)[0] for batch in batches)
    PrintJob.objects.filter(id__in=[failed.id, old.id]).update(
        state="failed", error="No paper.", ended_at=now()
    )
    PrintJob.objects.filter(id=old.id).update(ended_at=now() - SHIFT - timedelta(minutes=1))
    queue = station_queue(station_id=beside.id, actor=actor)
    assert queue.printer == printer
    assert [job.id for job in queue.jobs] == [failed.id, waiting.id]
    assert (queue.waiting, queue.failed) == (1, 1)
    assert station_queue(station_id=other.id, actor=actor).printer is None
    label_defaults_set(kind="tag", size="2x4", printer_id=printer.id, actor=actor)
    assert station_queue(station_id=other.id, actor=actor).printer == printer
