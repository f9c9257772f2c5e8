"""Many people at one printer and at the same batches."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from runwright.labels.models import LabelPrint, PrintJob
from runwright.labels.services import batch_labels_print, printer_create, printer_serve
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
