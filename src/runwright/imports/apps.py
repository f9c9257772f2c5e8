from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "runwright.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the list of imports beside those of the rooms below."""
        from runwright.imports.lists import IMPORTS
        from runwright.reports.lists.catalogue import list_add

        list_add(IMPORTS)
