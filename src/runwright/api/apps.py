from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "runwright.api"
    label = "api"
