"""Printing labels of batches, and keeping the printers."""

from runwright.labels.services.printers import (
    label_defaults_set,
    printer_create,
    printer_update,
    printers_archive,
    printers_restore,
)
from runwright.labels.services.prints import (
    batch_labels_print,
    batch_labels_record,
    printer_test,
    run_labels_print,
    run_labels_record,
)
from runwright.labels.services.queue import print_job_cancel, print_job_retry
from runwright.labels.services.sending import printer_serve, printers_wake
from runwright.labels.wire import Patience

__all__ = [
    "Patience",
    "batch_labels_print",
    "batch_labels_record",
    "label_defaults_set",
    "print_job_cancel",
    "print_job_retry",
    "printer_create",
    "printer_serve",
    "printer_test",
    "printer_update",
    "printers_archive",
    "printers_restore",
    "printers_wake",
    "run_labels_print",
    "run_labels_record",
]
