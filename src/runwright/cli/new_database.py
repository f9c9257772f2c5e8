"""A new database is made from the models as they are; migrations are for databases with a past.

To follow a hundred migrations, Django renders every model anew after each change: half a minute for
what the finished models say in a second. That both ways end in the same schema is tested.
"""

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

BY_MIGRATIONS = ("auth", "contenttypes", "pghistory", "procrastinate")
"""Libraries that need no table of ours; some have SQL of their own, which no model tells."""


def is_new() -> bool:
    """True when the database holds none of the tables that are made here."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    return there.isdisjoint(model._meta.db_table for model in _models())


def lay_out() -> None:
    """Make every table, trigger and function of a new database; broken off, it can be repeated."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    executor.migrate([leaf for leaf in graph.leaf_nodes() if leaf[0] in BY_MIGRATIONS])
    with transaction.atomic():
        with connection.schema_editor() as editor:
            _create(editor)
        for application, name in sorted(graph.nodes.keys() - executor.loader.applied_migrations):
            executor.recorder.record_applied(application, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, apps=apps)


def _create(editor: BaseDatabaseSchemaEditor) -> None:
    for model in _models():
        editor.create_model(model)
    for table, trigger in pgtrigger.registered():
        editor.execute(trigger.compile(table).install_sql, params=None)


def _models() -> Iterator[type[Model]]:
    """Those whose tables are Django's to make; tables between two models come with the first."""
    for model in apps.get_models():
        options = model._meta
        if options.managed and not options.proxy and options.app_label not in BY_MIGRATIONS:
            yield model
