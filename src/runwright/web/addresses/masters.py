"""Addresses that every kind of master has."""

from types import ModuleType

from django.urls import URLPattern, path


def upkeep(home: str, name: str, views: ModuleType) -> list[URLPattern]:
    """The pages at which a master is changed, archived and restored."""
    nouns = ("edit", "archival", "restoration")
    return [
        path(f"{home}/<int:record_id>/{noun}", getattr(views, f"{name}_{noun}"),
             name=f"{name}_{noun}")
        for noun in nouns
    ]  # fmt: skip
