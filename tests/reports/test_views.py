"""Saved views: one's own, checked when kept, overwritten by name."""

from dataclasses import replace

import pytest

from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor, system_actor
from runwright.people.models import User
from runwright.reports.errors import BadQuery, BadViewName, ListNotFound, ViewNotFound
from runwright.reports.selectors import views_of
from runwright.reports.services import view_delete, view_save


@pytest.fixture
def other(db: None) -> Actor:
    user = User.objects.create(username="dan", full_name="Dan")
    return replace(system_actor("Dan"), user_id=user.id)


def test_a_view_is_kept_without_its_page(actor: Actor) -> None:
    view = view_save(list_name="orders", name=" My  late ", query="late=yes&page=3", actor=actor)
    assert (view.name, view.query) == ("My late", "late=yes")
    assert list(views_of(list_name="orders", actor=actor)) == [view]
    assert list(views_of(list_name="items", actor=actor)) == []


def test_the_same_name_is_overwritten(actor: Actor) -> None:
    for query in ("late=yes", "state=done"):
        view_save(list_name="orders", name="Mine", query=query, actor=actor)
    (view,) = views_of(list_name="orders", actor=actor)
    assert view.query == "state=done"


def test_views_are_private(actor: Actor, other: Actor) -> None:
    view = view_save(list_name="orders", name="Mine", query="", actor=actor)
    assert list(views_of(list_name="orders", actor=other)) == []
    with pytest.raises(ViewNotFound):
        view_delete(view_id=view.id, actor=other)
    view_delete(view_id=view.id, actor=actor)
    assert list(views_of(list_name="orders", actor=actor)) == []


def test_keeping_and_dropping_are_in_the_journal(actor: Actor) -> None:
    view = view_save(list_name="orders", name="Mine", query="late=yes", actor=actor)
    view_delete(view_id=view.id, actor=actor)
    entries = Entry.objects.filter(record_kind="view").order_by("id")
    assert [entry.verb for entry in entries] == ["view.save", "view.delete"]
    assert entries[0].changes.get().new == "late=yes"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\0b", "a\u202eb"])
def test_a_view_needs_a_usable_name(name: str, actor: Actor) -> None:
    with pytest.raises(BadViewName):
        view_save(list_name="orders", name=name, query="", actor=actor)


def test_a_query_the_list_does_not_understand_is_not_kept(actor: Actor) -> None:
    with pytest.raises(BadQuery):
        view_save(list_name="orders", name="x", query="colour=red", actor=actor)
    with pytest.raises(ListNotFound):
        view_save(list_name="secrets", name="x", query="", actor=actor)


def test_programs_have_no_views(actor: Actor) -> None:
    with pytest.raises(Forbidden):
        view_save(list_name="orders", name="x", query="", actor=system_actor("job"))
