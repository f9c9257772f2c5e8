"""Small forms of the ways out of a shortage, and of output in parts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.web.forms.ground import ActorForm, WholeField, exact, reason

GRADES = [("firsts", _("Firsts")), ("seconds", _("Seconds"))]


class SplitForm(ActorForm):
    """What stays in the order."""

    quantity = exact(_("Quantity"), places=9)
    reason = reason()


class ExpediteForm(ActorForm):
    """Another priority."""

    quantity = WholeField(label=_("Priority"), min_value=0, max_value=100)
    reason = reason()


class OutputForm(ActorForm):
    """A part of the output."""

    quantity = exact(_("Quantity"), places=9)
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES)


class TakeBackForm(ActorForm):
    """How much of a receipt is taken back, and why."""

    quantity = exact(_("Quantity"), places=9)
    reason = reason()
