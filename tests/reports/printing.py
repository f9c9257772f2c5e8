"""A row for each list of printing, laid down directly."""

from runwright.labels.models import Printer, PrintJob


def prints_lay_down() -> None:
    printer = Printer.objects.create(name="Zebra", host="10.0.0.17")
    PrintJob.objects.create(printer=printer, label="0008W", kind="tag", size="2x4", asked_by="Ada")
