"""Forms of departments, work centres, machines and operators."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.people.selectors import operators_all, people_of_office
from runwright.resources.selectors import departments_all, schedules_all, work_centres_all
from runwright.web.forms.ground import ActorForm, Boxes, Pick, WholeField, exact, percent


def several(label: Any, **options: Any) -> forms.TypedMultipleChoiceField:
    """Several records, one box each."""
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=Boxes, **options
    )


class WorkCentreForm(ActorForm):
    """A new work centre."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
    department_id = Pick(label=_("Department"), required=False)
    schedule_id = Pick(label=_("Work schedule"), required=False)
    lanes = WholeField(
        label=_("Capacity"), min_value=1, max_value=999, initial=1,
        help_text=_("How many orders it works on in parallel."),
    )  # fmt: skip
    efficiency = percent(
        _("Efficiency in %"), initial=100,
        help_text=_("80 means that work takes a quarter longer than planned."),
    )  # fmt: skip
    cost_per_hour = exact(
        _("Cost per hour"), initial=0, help_text=_("Of one order in work, without the people.")
    )
    oee_target = percent(_("OEE target in %"), required=False)
    alternative_ids = several(_("Work centres that may do its work"))
    folded = ("oee_target", "alternative_ids")

    def fill(self) -> None:
        picks: Any = self.fields
        departments = departments_all(actor=self.actor).filter(archived_at=None)
        schedules = schedules_all(actor=self.actor).filter(archived_at=None)
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        picks["department_id"].offer(departments)
        picks["schedule_id"].offer(schedules)
        picks["alternative_ids"].choices = [(one.id, str(one)) for one in centres]


class WorkCentreEditForm(WorkCentreForm):
    """What of a work centre may change."""

    code = None  # type: ignore[assignment]

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        fields = [name for name in cls.base_fields if name != "alternative_ids"]
        return {name: getattr(record, name) for name in fields} | {
            "alternative_ids": [one.id for one in record.alternatives.all()]
        }


class MachineForm(ActorForm):
    """A new machine."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
    work_centre_id = Pick(label=_("Work centre"))
    serial_number = forms.CharField(label=_("Serial number"), max_length=80, required=False)

    def fill(self) -> None:
        centres = work_centres_all(actor=self.actor).filter(archived_at=None)
        self.fields["work_centre_id"].offer(centres)  # type: ignore[attr-defined]


class MachineEditForm(MachineForm):
    """What of a machine may change."""

    code = None  # type: ignore[assignment]


class OperatorForm(ActorForm):
    """A new operator."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=200)
    hourly_rate = exact(_("Rate per hour"), places=4, required=False)
    badge = forms.CharField(label=_("Badge"), max_length=80, required=False, empty_value=None)
    user_id = Pick(
        label=_("Signs in as"), required=False,
        help_text=_("The user who is this person, to see and report their own work."),
    )  # fmt: skip

    def fill(self) -> None:
        self.fields["user_id"].offer(people_of_office(actor=self.actor), "full_name")  # type: ignore[attr-defined]


class OperatorEditForm(OperatorForm):
    """What of an operator may change."""

    code = None  # type: ignore[assignment]


class QualificationsForm(ActorForm):
    """At which work centres an operator may work."""

    work_centre_ids = several(_("Work centres"))

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


class DepartmentEditForm(DepartmentForm):
    """What of a department may change, and who belongs to it."""

    code = None  # type: ignore[assignment]
    operator_ids = several(_("People"))

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        return {
            "name": record.name,
            "labour_rate": record.labour_rate,
            "operator_ids": [one.id for one in record.people.all()],
        }

    def fill(self) -> None:
        people = operators_all(actor=self.actor).filter(archived_at=None)
        self.fields["operator_ids"].choices = [(one.id, str(one)) for one in people]  # type: ignore[attr-defined]
