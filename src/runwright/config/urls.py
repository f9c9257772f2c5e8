"""The URL roots: health for supervisors, the REST tree, and pages for everything else."""

from django.urls import URLPattern, URLResolver, include, path

from runwright.config import health, metrics, rooms
from runwright.config.late import LateUrls

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
if rooms.exists("api"):
    urlpatterns.append(LateUrls("api/", "runwright.api.urls"))
if rooms.exists("web"):
    urlpatterns.append(path("account/", include("runwright.web.account")))
    urlpatterns.append(path("", include("runwright.web.urls")))

handler400 = "runwright.web.refusals.bad_request"
handler403 = "runwright.web.refusals.forbidden"
handler404 = "runwright.web.refusals.not_found"
handler500 = "runwright.web.refusals.failed"
