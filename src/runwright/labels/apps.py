from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "runwright.labels"
    label = "labels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the printers and their queue beside the lists of the rooms below."""
        from runwright.labels.lists import PRINT_JOBS, PRINTERS
        from runwright.reports.lists.catalogue import list_add

        list_add(PRINTERS)
        list_add(PRINT_JOBS)
