from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "runwright.stock"
    label = "stock"
    default_auto_field = "django.db.models.BigAutoField"
