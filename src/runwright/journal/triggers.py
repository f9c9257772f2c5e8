"""Installing triggers without rendering every model again for each of them."""

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class InstallTrigger(AddTrigger):
    """Puts a trigger on a table whose model names it already.

    ``AddTrigger`` changes the state of the model, and with it every model it is related to is
    rendered anew: with eighty triggers that is most of the time a new database takes.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the model was created with its triggers among its options."""
