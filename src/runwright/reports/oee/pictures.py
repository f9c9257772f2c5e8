"""Effectiveness in pictures: factors by work centre, where the time went, and the trend."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from runwright.kernel.rounding import round_half_up
from runwright.reports.charts import Chart, Series
from runwright.reports.lists.columns import Label
from runwright.reports.oee.figures import Figures, Oee
from runwright.reports.oee.window import Bucket

TENTH = Decimal("0.1")
LinkOfBucket = Callable[[Bucket], str]
LinkOfFigures = Callable[[Figures], str]
LinkOfLoss = Callable[[str, str], str]


def trend_chart(report: Oee, link: LinkOfBucket = lambda bucket: "") -> Chart:
    """The three factors and their product, week by week (or day by day), with the target."""
    links = [link(bucket) for bucket in report.window.buckets]
    lines = [
        Series(name, [getattr(one, key) for one in report.trend], "line", links=links)
        for key, name in FACTORS
    ]
    weekly = report.window.by == "week"
    return Chart(
        key="oee-trend",
        title=_("OEE by week") if weekly else _("OEE by day"),
        unit="",
        heading=_("Week from") if weekly else _("Day"),
        categories=[date_format(bucket.first, "j M Y") for bucket in report.window.buckets],
        links=links,
        series=lines,
        target=report.total.target,
        share=True,
    )


FACTORS: tuple[tuple[str, Label], ...] = (
    ("oee", _("OEE")),
    ("availability", _("Availability")),
    ("performance", _("Performance")),
    ("quality", _("Quality")),
)


def places_chart(found: Sequence[Figures], link: LinkOfFigures = lambda one: "") -> Chart:
    """The OEE of work centres or machines beside their targets."""
    links = [link(one) for one in found]
    series = [Series(_("OEE"), [one.oee for one in found], links=links)]
    if any(one.target is not None for one in found):
        series.append(Series(_("Target"), [one.target for one in found], "target"))
    return Chart(
        key="oee-places",
        title=_("OEE by work centre") if found and found[0].kind == "work_centre"
        else _("OEE by machine"),
        unit="",
        heading=_("Work centre") if found and found[0].kind == "work_centre" else _("Machine"),
        categories=[one.code for one in found],
        links=links,
        series=series,
        share=True,
    )  # fmt: skip


def waterfall(report: Oee, link: LinkOfLoss = lambda loss, reason: "") -> Chart:
    """From the scheduled time over every loss to the good pieces' ideal time, in hours.

    What is lost to speed and to bad pieces is left out where no ideal time is known.
    """
    value = report.total
    steps: list[tuple[Label, Decimal | None, Decimal | None, str]] = [
        (_("Scheduled"), _hours(value.scheduled), None, link("", "")),
        *((one.label, None, -_hours(one.minutes), link(one.loss, one.reason))
          for one in report.losses),
        (_("Run time"), _hours(value.run), None, link("run", "")),
    ]  # fmt: skip
    if value.earned:
        steps += [
            (_("Speed"), None, _hours(value.earned - value.run), ""),
            (_("Bad pieces"), None, _hours(value.good - value.earned), ""),
            (_("Good pieces"), _hours(value.good), None, ""),
        ]
    links = [url for *_rest, url in steps]
    return Chart(
        key="oee-losses",
        title=_("Where the scheduled time went"),
        unit="h",
        heading=_("Time"),
        categories=[name for name, *_rest in steps],
        links=links,
        series=[
            Series(_("Time that is left"), [left for _name, left, *_rest in steps], links=links),
            Series(_("Loss"), [lost for *_rest, lost, _url in steps], "step", links=links),
        ],
        across=True,
    )


def _hours(minutes: Decimal) -> Decimal:
    return round_half_up(minutes / 60, TENTH)
