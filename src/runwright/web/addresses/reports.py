"""The pages of the reports over a period."""

from django.urls import path

from runwright.reports.report.catalogue import REPORTS
from runwright.web.views import reports

report_pages = [
    path("reports", reports.catalogue, name="report_catalogue"),
    *(path(f"reports/{name}", reports.show(name), name=f"report_{name}") for name in REPORTS),
    path("reports/finance.<str:format>", reports.handover, name="handover_export"),
    path("reports/<slug:name>/<slug:part>.<str:format>", reports.export, name="report_export"),
]
