"""The journal: who did what, when, and why."""

from uuid import UUID

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.reports.lists.journal import ENTRIES

door = Door("Journal", __name__)
add_list(door, "/journal", ENTRIES, key=UUID)
