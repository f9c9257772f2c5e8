"""Many people at one printer and at the same batches."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from runwright.jobs.tasks import labels_print
from runwright.labels.models import LabelPrint, PrintJob
from runwright.labels.services import (
    batch_labels_print,
    printer_create,
    printer_serve,
    printers_wake,
)
from tests.labels.device import device
from tests.labels.floor import sock_batches


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_one_printer_prints_everything_once_and_counts_without_a_gap():
    plant, batches = sock_batches(2)
    actor, ids = plant.actor, [batch.id for batch in batches]
    with device() as zebra:
        printer = printer_create(name="Zebra 1", host="127.0.0.1", port=zebra.port, actor=actor)

        def ask(_number):
            try:
                batch_labels_print(batch_ids=ids, printer_id=printer.id, actor=actor)
                printer_serve(printer_id=printer.id)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as crowd:
            list(crowd.map(ask, range(16)))
        printer_serve(printer_id=printer.id)
    assert len(zebra.taken) == 16
    for batch in batches:
        numbers = LabelPrint.objects.filter(batch=batch).order_by("number")
        assert list(numbers.values_list("number", flat=True)) == list(range(1, 17))
    assert set(PrintJob.objects.values_list("state", "tries")) == {("printed", 1)}


@pytest.mark.django_db(transaction=True)
def test_jobs_asked_for_wake_one_task_for_each_printer_once_they_are_committed():
    plant, batches = sock_batches(1)
    printers = [
        printer_create(name=name, host="127.0.0.1", actor=plant.actor) for name in ("A", "B")
    ]
    for printer in [*printers, *printers]:
        with transaction.atomic():
            batch_labels_print(batch_ids=[batches[0].id], printer_id=printer.id, actor=plant.actor)
    waiting = ProcrastinateJob.objects.filter(task_name="labels.print")
    told = waiting.order_by("id").values_list("args", flat=True)
    assert list(told) == [{"printer_id": printer.id} for printer in printers]
    assert printers_wake() == 2
    assert waiting.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_task_of_the_worker_prints():
    plant, batches = sock_batches(1)
    with device() as zebra:
        printer = printer_create(
            name="Zebra 1", host="127.0.0.1", port=zebra.port, actor=plant.actor
        )
        batch_labels_print(batch_ids=[batches[0].id], printer_id=printer.id, actor=plant.actor)
        for waiting in ProcrastinateJob.objects.filter(task_name="labels.print"):
            labels_print(**waiting.args)
    assert len(zebra.taken) == 1
