"""Schedules. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Schedules(Noun):
    """Schedules."""

    def list_schedules(self, **query: Any) -> Iterator[Record]:
        """Work schedules: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q].
        """
        return self._wire.rows("/schedules", query, "SchedulesPage")

    def create_schedule(self, **fields: Any) -> Record:
        """Make a schedule of weekly shifts.

        Takes name, shifts.
        """
        return one(self._wire.write("POST", "/schedules", fields, "Schedule"))

    def schedule(self, schedule_id: object, **query: Any) -> Record:
        """One schedule with its shifts and exceptions.

        Takes [expand].
        """
        return one(self._wire.read(f"/schedules/{schedule_id}", query, "Schedule"))

    def change_schedule(self, schedule_id: object, **fields: Any) -> Record:
        """Rename a schedule, or give it another week.

        Takes [name], [shifts].
        """
        return one(self._wire.write("PATCH", f"/schedules/{schedule_id}", fields, "Schedule"))

    def archive_schedule(self, schedule_id: object, **fields: Any) -> Record:
        """Take this schedule out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/schedules/{schedule_id}/archival", fields, "Schedule")
        )

    def restore_schedule(self, schedule_id: object, **fields: Any) -> Record:
        """Take this schedule out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/schedules/{schedule_id}/restoration", fields, "Schedule")
        )

    def change_exception(self, exception_id: object, **fields: Any) -> Record:
        """Change days that differ.

        Takes [kind], [name], [first_day], [last_day], [starts], [ends].
        """
        return one(
            self._wire.write(
                "PATCH", f"/schedule-exceptions/{exception_id}", fields, "ScheduleException"
            )
        )

    def remove_exception(self, exception_id: object, **fields: Any) -> Record:
        """Let days that differed be like every week's again.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/schedule-exceptions/{exception_id}/removal", fields, "Done")
        )

    def holidays(self, year: object, **query: Any) -> Record:
        """The public holidays of the company's country in a year.

        Takes [expand].
        """
        return one(self._wire.read(f"/holidays/{year}", query, "Holidays"))

    def apply_holidays(self, **fields: Any) -> Record:
        """Name public holidays in schedules; days named already stay as they are.

        Takes schedule_ids, days.
        """
        return one(self._wire.write("POST", "/holidays", fields, "Added"))

    def add_exception(self, schedule_id: object, **fields: Any) -> Record:
        """Name days without work, or with extra hours.

        Takes kind, name, first_day, last_day, [starts], [ends].
        """
        return one(
            self._wire.write("POST", f"/schedules/{schedule_id}/exceptions", fields, "Schedule")
        )
