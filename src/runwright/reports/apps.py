from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "runwright.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the catalogue of lists once the records of every room are known."""
        from runwright.reports.lists import (
            catalogue,
            goods,
            integrations,
            journal,
            partners,
            production,
            purchasing,
            recipes,
            resources,
            runs,
            sales,
            stations,
            stock,
        )

        rooms = (
            production,
            runs,
            resources,
            stations,
            recipes,
            goods,
            stock,
            partners,
            purchasing,
            sales,
            journal,
            integrations,
        )
        for room in rooms:
            catalogue.list_add(*room.LISTS)
