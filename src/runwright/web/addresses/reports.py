"""The pages of the reports over a period."""

from django.urls import path

from runwright.reports.report.catalogue import REPORTS
from runwright.web.views import capacity, extracts, oee, reports

report_pages = [
    path("reports", reports.catalogue, name="report_catalogue"),
    *(path(f"reports/{name}", reports.show(name), name=f"report_{name}") for name in REPORTS),
    path("reports/extract", extracts.extracts, name="extracts"),
    path("reports/extract/<int:record_id>.<str:format>", extracts.file, name="extract_file"),
    path("reports/finance.<str:format>", reports.handover, name="handover_export"),
    path("reports/oee", oee.show, name="oee"),
    path("reports/oee/intervals", oee.intervals, name="oee_intervals"),
    path("reports/oee/<str:part>.<str:format>", oee.export, name="oee_export"),
    path("reports/capacity", capacity.show, name="capacity"),
    path("reports/capacity/work", capacity.work, name="capacity_work"),
    path("reports/capacity/<str:part>.<str:format>", capacity.export, name="capacity_export"),
    path("reports/<slug:name>/<slug:part>.<str:format>", reports.export, name="report_export"),
]
