"""Reading the company."""

from datetime import date
from zoneinfo import ZoneInfo

from runwright.company.models import Company
from runwright.journal.clock import now


def company_get() -> Company:
    """The company, or an unsaved one with the defaults before set-up."""
    return Company.objects.filter(id=1).first() or Company(id=1, name="Runwright")


def company_exists() -> bool:
    """Whether the company has been set up, be it by hand or as the demo."""
    return Company.objects.filter(id=1).exists()


def plant_zone() -> ZoneInfo:
    """The time zone in which the plant's days begin and end."""
    return ZoneInfo(company_get().time_zone)


def plant_today() -> date:
    """The day it is in the plant."""
    return now().astimezone(plant_zone()).date()
