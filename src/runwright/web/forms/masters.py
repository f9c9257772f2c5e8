"""Forms of master data: items, units, departments, work centres, machines, operators."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.reports.lists.words import ITEM_KINDS, SUPPLIES, TRACKINGS
from runwright.resources.selectors import departments_all, schedules_all, work_centres_all
from runwright.units.selectors import units_all
from runwright.web.forms.ground import ActorForm, Boxes, Pick, WholeField, exact


class ItemForm(ActorForm):
    """A new item."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(ITEM_KINDS.items()), initial="part")
    unit_id = Pick(label=_("Unit"))
    supply = forms.ChoiceField(
        label=_("Made or bought"), choices=list(SUPPLIES.items()), initial="make"
    )
    tracking = forms.ChoiceField(label=_("Tracking"), choices=list(TRACKINGS.items()))
    standard_cost = exact(_("Standard cost"), required=False)
    sales_price = exact(_("Sales price"), required=False)
    safety_stock = exact(_("Safety stock"), initial=0)
    lead_time_days = WholeField(label=_("Lead time in days"), min_value=0, initial=0)
    barcode = forms.CharField(label=_("Barcode"), max_length=80, required=False)
    folded: tuple[str, ...] = (
        "standard_cost",
        "sales_price",
        "safety_stock",
        "lead_time_days",
        "barcode",
    )

    def fill(self) -> None:
        self.fields["unit_id"].offer(units_all(actor=self.actor), "name")  # type: ignore[attr-defined]


class ItemEditForm(ItemForm):
    """What of an item may change; its code and unit are fixed, since facts stand on them."""

    code = unit_id = None  # type: ignore[assignment]
    folded = ()

    def fill(self) -> None:
        """There is no unit to choose."""


class WorkCentreForm(ActorForm):
    """A new work centre."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
    department_id = Pick(label=_("Department"), required=False)
    schedule_id = Pick(label=_("Work schedule"), required=False)
    lanes = WholeField(
        label=_("Lanes"), min_value=1, max_value=999, initial=1,
        help_text=_("How many orders it works on in parallel."),
    )  # fmt: skip
    efficiency = exact(
        _("Efficiency"), places=4, initial=1, max_digits=7,
        help_text=_("A share: 0.8 means that work takes a quarter longer than planned."),
    )  # fmt: skip
    cost_per_hour = exact(
        _("Cost per hour"), initial=0, help_text=_("Of one lane, without the people.")
    )

    def fill(self) -> None:
        picks: Any = self.fields
        picks["department_id"].offer(departments_all(actor=self.actor))
        picks["schedule_id"].offer(schedules_all(actor=self.actor))


class WorkCentreEditForm(WorkCentreForm):
    """What of a work centre may change."""

    code = None  # type: ignore[assignment]


class MachineForm(ActorForm):
    """A new machine."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
    work_centre_id = Pick(label=_("Work centre"))
    serial_number = forms.CharField(label=_("Serial number"), max_length=80, required=False)

    def fill(self) -> None:
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        self.fields["work_centre_id"].offer(centres)  # type: ignore[attr-defined]


class OperatorForm(ActorForm):
    """A new operator."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=200)
    badge = forms.CharField(label=_("Badge"), max_length=80, required=False, empty_value=None)
    hourly_rate = exact(_("Rate per hour"), places=4, required=False)


class QualificationsForm(ActorForm):
    """At which work centres an operator may work."""

    work_centre_ids = forms.TypedMultipleChoiceField(
        label=_("Work centres"), coerce=int, required=False, widget=Boxes
    )

    def fill(self) -> None:
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        self.fields["work_centre_ids"].choices = [(c.id, str(c)) for c in centres]  # type: ignore[attr-defined]


class DepartmentForm(ActorForm):
    """A new department."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=120)
    labour_rate = exact(
        _("Labour rate per hour"), required=False,
        help_text=_("Counts for operators without a rate of their own."),
    )  # fmt: skip


class UnitForm(ActorForm):
    """A new unit of a category."""

    category_id = Pick(label=_("Category"))
    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=80)
    symbol = forms.CharField(label=_("Symbol"), max_length=20)
    numerator = WholeField(
        label=_("Is worth"), min_value=1, initial=1, help_text=_("Reference units …")
    )
    denominator = WholeField(
        label=_("Divided by"), min_value=1, initial=1, help_text=_("… divided by this number.")
    )
    resolution = exact(_("Smallest step"), places=9, initial=1)

    def fill(self) -> None:
        categories = {unit.category for unit in units_all(actor=self.actor)}
        ordered = sorted(categories, key=lambda one: one.name)
        self.fields["category_id"].offer(ordered, "name")  # type: ignore[attr-defined]
