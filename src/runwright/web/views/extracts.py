"""The monthly extract: one button, how far it is, and its files."""

from datetime import date

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from runwright.company.selectors import plant_today
from runwright.reports.extract.selectors import extract_file, extracts_all
from runwright.reports.extract.services import extract_request
from runwright.reports.periods import DAY
from runwright.tasks.states import ACTIVE
from runwright.web.actors import Request
from runwright.web.answers import done, page, sent

LATEST = 24
MONTHS = 24


def months() -> list[tuple[str, str]]:
    """The last months, the newest first."""
    first, found = plant_today().replace(day=1), []
    for _n in range(MONTHS):
        found.append((first.isoformat(), date_format(first, "F Y")))
        first = (first - DAY).replace(day=1)
    return found


class MonthForm(forms.Form):
    """Which month; the one that ended last unless said otherwise."""

    month = forms.ChoiceField(label=gettext_lazy("Month"), choices=months)


@never_cache
@require_http_methods(["GET", "POST"])
def extracts(request: Request) -> HttpResponse:
    """The extracts that were made, and the button for another."""
    form = MonthForm(request.POST or None, initial={"month": months()[1][0]})
    if form.is_valid():
        extract_request(month=date.fromisoformat(form.cleaned_data["month"]), actor=request.actor)
        return done(request, reverse("web:extracts"), _("The extract is being made."))
    found = list(extracts_all(actor=request.actor)[:LATEST])
    working = any(one.job and one.job.state in ACTIVE for one in found)
    return page(request, "reports/extracts", {"form": form, "extracts": found, "working": working})


@require_safe
def file(request: Request, record_id: int, format: str) -> StreamingHttpResponse:
    """The workbook or the paper of an extract."""
    return sent(extract_file(extract_id=record_id, format=format, actor=request.actor))
