"""The caller's saved views: filters, order and columns of a list under a name."""

from datetime import datetime
from typing import Annotated

from runwright.api.doors import Door
from runwright.api.schemas import Done, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Line, PathKey
from runwright.reports.selectors import views_of
from runwright.reports.services import view_delete, view_save

door = Door("Saved views", __name__)

MAY = "reports.view"
ListName = Annotated[str, Line(40, shortest=1)]


class SavedView(Shown):
    """A view of a list; ``query`` is what stands behind the question mark of its page."""

    id: Key
    list_name: str
    name: str
    query: str
    saved_at: datetime


class SavedViews(Shown):
    """The views of a list, by name."""

    items: list[SavedView]


class NewView(Given):
    """A view to be kept; one of the same name is overwritten."""

    list_name: ListName
    name: Annotated[str, Line(80, shortest=1)]
    query: Annotated[str, Line(2000)] = ""


@door.read("/views", permission=MAY, answer=SavedViews)
def saved_views(request: Call, list_name: ListName) -> object:
    """The caller's own views of a list."""
    return {"items": list(views_of(list_name=list_name, actor=request.auth))}


@door.create("/views", permission=MAY, answer=SavedView)
def save_view(request: Call, given: NewView) -> object:
    """Keep a view of a list under a name."""
    return view_save(**given.model_dump(), actor=request.auth)


@door.act("/views/{view_id}/deletion", permission=MAY, answer=Done)
def delete_view(request: Call, view_id: PathKey) -> object:
    """Drop one of one's own views."""
    view_delete(view_id=view_id, actor=request.auth)
    return Done()
