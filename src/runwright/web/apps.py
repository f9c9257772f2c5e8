from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "runwright.web"
    label = "web"
