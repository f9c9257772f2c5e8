from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "runwright.labels"
    label = "labels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the queue of the printers beside the lists of the rooms below."""
        from runwright.labels.lists import PRINT_JOBS
        from runwright.reports.lists.catalogue import list_add

        list_add(PRINT_JOBS)
