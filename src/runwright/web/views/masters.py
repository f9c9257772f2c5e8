"""Making and changing items, units, and the moves of goods by hand."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from runwright.catalog.selectors import item_get
from runwright.catalog.services import (
    conversion_set,
    item_create,
    item_update,
    items_archive,
    items_restore,
)
from runwright.stock.services import stock_adjust, stock_receive, stock_transfer
from runwright.units.selectors import category_get, unit_get
from runwright.units.services import (
    categories_archive,
    categories_restore,
    category_create,
    category_update,
    unit_create,
    unit_update,
    units_archive,
    units_restore,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms import masters as forms
from runwright.web.forms.stock import AdjustmentForm, ReceiptForm, TransferForm
from runwright.web.forms.units import CategoryEditForm, CategoryForm, UnitEditForm, UnitForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.views.editing import archival, creation, edition, restoration

item_new = creation(forms.ItemForm, item_create, gettext_lazy("New item"), "web:items", kind="item")
item_edit = edition(forms.ItemEditForm, item_get, item_update, "item", "item_id")
item_archival = archival(items_archive, "item_ids", "item")
item_restoration = restoration(items_restore, "item_ids", "item")

category_new = creation(
    CategoryForm, category_create, gettext_lazy("New unit category"), "web:units"
)
category_edit = edition(
    CategoryEditForm, category_get, category_update, "", "category_id", home="web:units"
)
category_archival = archival(categories_archive, "category_ids", "", home="web:units")
category_restoration = restoration(categories_restore, "category_ids", "", home="web:units")
unit_new = creation(UnitForm, unit_create, gettext_lazy("New unit"), "web:units")
unit_edit = edition(UnitEditForm, unit_get, unit_update, "", "unit_id", home="web:units")
unit_archival = archival(units_archive, "unit_ids", "", home="web:units")
unit_restoration = restoration(units_restore, "unit_ids", "", home="web:units")

goods_receive = creation(ReceiptForm, stock_receive, gettext_lazy("Receive goods"), "web:balances")
goods_transfer = creation(
    TransferForm, stock_transfer, gettext_lazy("Carry goods to another place"), "web:moves"
)
goods_adjust = creation(
    AdjustmentForm, stock_adjust, gettext_lazy("Correct what is on hand"), "web:balances"
)


@require_http_methods(["GET", "POST"])
def conversion(request: Request, record_id: int) -> HttpResponse:
    """Say what another unit is worth of this one item: 1 roll = 25 m."""
    item = item_get(item_id=record_id, actor=request.actor)
    form = forms.ConversionForm(request.POST or None, request.actor, request.GET.dict())
    home = record_url("item", record_id)
    if form.is_valid():
        with at_fields(form):
            conversion_set(item_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    title = _("A unit of {item}, worth so many {unit}").format(item=item.code, unit=item.unit.name)
    return page(request, "form", {"form": form, "title": title, "home": home})
