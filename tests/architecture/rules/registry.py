"""The live registry of records: columns and relations as Django and PostgreSQL will see them.

Run as a program it looks at the package on ``PYTHONPATH`` and prints the violations: that is how a
copy with something planted is judged, since one process holds one registry.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

JSON_ALLOWED: dict[str, str] = {}
"""Columns that may be JSON, each with the reason; none holds a business fact."""

ROOT = Path(__file__).resolve().parents[3]


def violations(package: Path) -> list[str]:
    """What the rules say about the records of ``package``."""
    paths = os.pathsep.join([str(package.parent), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.architecture.rules.registry"],
        env=os.environ | {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines() or done.stderr.splitlines() * (done.returncode != 0)


def own_models() -> Iterator[type]:
    """Every record of the rooms, also those Django makes for many-to-many relations."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return (model for model in models if model._meta.app_config.name.startswith("runwright."))


def forbidden_columns() -> list[str]:
    """No float, no JSON, no generic relation."""
    return [
        f"{model._meta.label}.{field.name}: {said}"
        for model in own_models()
        for field in [*model._meta.get_fields(), *model._meta.private_fields]
        for said in _forbidden(model._meta.label, field)
    ]


def _forbidden(label: str, field: object) -> list[str]:
    from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
    from django.db import models

    field = getattr(field, "base_field", field)  # an array's elements
    if isinstance(field, models.FloatField):
        return ["a float column"]
    if isinstance(field, models.JSONField):
        name = f"{label}.{field.name}"
        allowed = name in JSON_ALLOWED or label.endswith("Event")
        return [] if allowed else ["a JSON column"]
    generic = isinstance(field, (GenericForeignKey, GenericRelation))
    return ["a generic relation"] if generic else []


def upward_relations() -> list[str]:
    """A key points to the same room or to a room below it."""
    from runwright.config.rooms import LAYERS

    level = {room: n for n, layer in enumerate(LAYERS) for room in layer.split()}
    return [
        f"{model._meta.label}.{field.name} points up to {target._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many) and field.concrete
        for target in [field.related_model]
        if target._meta.app_config.name.startswith("runwright.")
        if target._meta.app_label != model._meta.app_label
        if level[target._meta.app_label] >= level[model._meta.app_label]
    ]


if __name__ == "__main__":
    import django

    django.setup()
    for said in [*forbidden_columns(), *upward_relations()]:
        print(said)
