"""The frame of every page: the places one can go to, the theme, and who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from runwright.floor.selectors import conflicts_count
from runwright.people.actor import Actor

THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; ``permission`` is what it takes to see it."""

    key: str
    title: StrPromise
    icon: str
    permission: str

    @property
    def url(self) -> str:
        return reverse(f"web:{self.key}")

    @property
    def url_word(self) -> str:
        """The first word of the paths of its pages."""
        return PATHS.get(self.key, self.key.replace("_", "-"))


PATHS = {
    "dashboard": "",
    "report_catalogue": "reports",
    "requests": "purchase-requests",
    "balances": "stock",
    "moves": "stock/moves",
    "stocked": "stock/items",
    "stations_pick": "station",
}


@dataclass(frozen=True)
class Group:
    """Places that belong together under one heading, which folds them away."""

    title: StrPromise | str
    places: tuple[Place, ...]
    is_open: bool = True

    @property
    def key(self) -> str:
        """What the cookie of the unfolded groups calls it."""
        return self.places[0].key


GROUPS = (
    Group(
        "",
        (
            Place("dashboard", _("Dashboard"), "layout-dashboard", "reports.view"),
            Place("report_catalogue", _("Reports"), "chart-bar", "reports.view"),
            Place("orders", _("Orders"), "clipboard-list", "production.view"),
            Place("work_orders", _("Work orders"), "checklist", "production.view"),
            Place("runs", _("Runs"), "player-play", "production.view"),
            Place("batches", _("Batches"), "tag", "production.view"),
            Place("my_work", _("My work"), "user", "production.work_report"),
            Place("board", _("Machine board"), "device-tablet", "production.view"),
            Place("stations_pick", _("Scanning"), "qrcode", "production.scan"),
            Place("scan_inbox", _("Scan inbox"), "inbox", "floor.conflict_resolve"),
        ),
    ),
    Group(
        _("Plant"),
        (
            Place("work_centres", _("Work centres"), "building-factory-2", "resources.view"),
            Place("machines", _("Machines"), "tool", "resources.view"),
            Place("downtimes", _("Downtimes"), "hand-stop", "production.view"),
            Place("operators", _("Operators"), "users", "resources.view"),
            Place("departments", _("Departments"), "stack-2", "resources.view"),
            Place("stations", _("Stations"), "scan", "resources.view"),
            Place("schedules", _("Work schedules"), "calendar", "resources.view"),
        ),
    ),
    Group(
        _("Products"),
        (
            Place("items", _("Items"), "package", "catalog.view"),
            Place("routings", _("Routings"), "sitemap", "engineering.view"),
            Place("boms", _("Bills of materials"), "versions", "engineering.view"),
            Place("units", _("Units"), "ruler-2", "catalog.view"),
        ),
    ),
    Group(
        _("Stock"),
        (
            Place("balances", _("On hand"), "packages", "stock.view"),
            Place("stocked", _("By item"), "list-details", "stock.view"),
            Place("moves", _("Moves"), "transfer", "stock.view"),
            Place("lots", _("Lots"), "tag", "stock.view"),
            Place("counts", _("Counts"), "clipboard-list", "stock.view"),
            Place("warehouses", _("Warehouses"), "box-multiple", "stock.view"),
        ),
    ),
    Group(
        _("Sales"),
        (
            Place("sales_orders", _("Sales orders"), "report", "sales.view"),
            Place("customers", _("Customers"), "users", "partners.view"),
        ),
    ),
    Group(
        _("Purchasing"),
        (
            Place("shortages", _("Shortages"), "alert-octagon", "purchasing.view"),
            Place("requests", _("Purchase requests"), "message-report", "purchasing.view"),
            Place("rfqs", _("Quotations"), "help-circle", "purchasing.view"),
            Place("purchase_orders", _("Purchase orders"), "file-import", "purchasing.view"),
            Place("supplier_items", _("Suppliers' prices"), "tag", "purchasing.view"),
            Place("suppliers", _("Suppliers"), "id-badge-2", "partners.view"),
        ),
    ),
    Group(
        _("Record"),
        (
            Place("imports", _("Import"), "file-import", "imports.view"),
            Place("journal", _("Journal"), "history", "journal.view"),
            Place("setup", _("Set-up"), "checklist", "resources.manage"),
            Place("settings", _("Settings"), "settings", "company.manage"),
        ),
    ),
)


def places_of(actor: Actor) -> list[Place]:
    """Every place the actor may go to."""
    return [place for group in GROUPS for place in group.places if actor.can(place.permission)]


THUMB = ("my_work", "dashboard", "orders", "work_orders")


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: what the frame shows for this request."""
    actor = getattr(request, "actor", None)
    here, unfolded = _here(request), request.COOKIES.get("rail", "").split(".")
    groups = [_seen(group, actor, here, unfolded) for group in GROUPS] if actor else []
    places = [place for group in groups for place in group.places]
    frame = {
        "groups": [group for group in groups if group.places],
        "counts": {"scan_inbox": _conflicts(actor)},
        "thumb": [place for place in places if place.key in THUMB],
        "here": here,
        "theme": theme_of(request),
        "name": actor.label if actor else "",
        "words": request.GET.get("q", "") if here == "search" else "",
    }
    company = getattr(request, "company", None)
    return {"shell": frame, "actor": actor, "currency": company.currency if company else ""}


def _conflicts(actor: Actor | None) -> int:
    """How many scans wait for a decision of somebody who may take it."""
    if actor is None or not actor.can("floor.conflict_resolve"):
        return 0
    return conflicts_count(actor=actor)


def _seen(group: Group, actor: Actor, here: str, unfolded: Sequence[str]) -> Group:
    """What the actor may see of a group: open where one is, and where one has opened it."""
    places = tuple(place for place in group.places if actor.can(place.permission))
    is_open = not group.title or here in {p.key for p in places} or group.key in unfolded
    return Group(group.title, places, is_open)


def _here(request: HttpRequest) -> str:
    """The navigation entry a page belongs to: its own, or that of the first word of its path."""
    match = request.resolver_match
    if match is None or match.app_name != "web":
        return ""
    own = match.url_name or ""
    return own if own in HOMES.values() else HOMES.get(match.route.split("/")[0], "")


HOMES = {place.url_word: place.key for group in GROUPS for place in group.places}
HOMES |= {
    "bookings": "machines",
    "devices": "stations",
    "quotes": "rfqs",
    "receipts": "purchase_orders",
    "search": "search",
}


def theme_of(request: HttpRequest) -> str:
    """The chosen theme, from the cookie."""
    choice = request.COOKIES.get("theme", "auto")
    return choice if choice in THEMES else "auto"
