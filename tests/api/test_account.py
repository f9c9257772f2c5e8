"""What belongs to the caller alone: sessions, saved views, preferences."""

from allauth.usersessions.models import UserSession
from django.test import Client

from runwright.people.models import User
from tests.api.calls import problem_of

PASSWORD = "a long sentence that nobody guesses"


def signed_in(username: str) -> Client:
    """A browser in which somebody is signed in."""
    user, browser = User.objects.get(username=username), Client()
    if not user.has_usable_password():
        user.set_password(PASSWORD)
        user.save()
    browser.post("/sign-in", {"username": username, "password": PASSWORD})
    return browser


def test_ones_own_sessions_are_listed_and_ended(admin, viewer):
    assert admin.got("/sessions")["items"] == []
    browsers = [signed_in("viewer") for _each in range(3)]
    assert UserSession.objects.count() == 3
    found = viewer.got("/sessions")["items"]
    assert [one["is_here"] for one in found] == [False] * 3
    assert viewer.made(f"/sessions/{found[0]['id']}/ending") == {"done": True}
    left = {one["id"] for one in viewer.got("/sessions")["items"]}
    assert left == {one["id"] for one in found[1:]}
    problem_of(viewer.post(f"/sessions/{found[0]['id']}/ending"), 404)
    assert viewer.made("/sessions/ending") == {"sessions": 2}
    assert all(browser.get("/sessions").status_code == 302 for browser in browsers)


def test_nobody_ends_the_session_of_another_without_the_right(admin, viewer):
    signed_in("administrator")
    (theirs,) = UserSession.objects.all()
    problem_of(viewer.post(f"/sessions/{theirs.id}/ending"), 404)
    signed_in("viewer")
    own = UserSession.objects.get(user__username="viewer")
    assert admin.made(f"/sessions/{own.id}/ending") == {"done": True}


def test_a_view_is_kept_overwritten_and_dropped(admin, viewer):
    given = {"list_name": "items", "name": "Yarns", "query": "q=yarn&page=2"}
    made = viewer.made("/views", given)
    assert (made["name"], made["query"]) == ("Yarns", "q=yarn")
    again = viewer.made("/views", {**given, "query": "q=wool"})
    assert again["id"] == made["id"]
    assert [one["query"] for one in viewer.got("/views?list_name=items")["items"]] == ["q=wool"]
    assert admin.got("/views?list_name=items")["items"] == []
    problem_of(admin.post(f"/views/{made['id']}/deletion"), 404)
    viewer.made(f"/views/{made['id']}/deletion")
    assert viewer.got("/views?list_name=items")["items"] == []
    problem_of(viewer.post("/views", {**given, "list_name": "songs"}), 404)


def test_preferences_are_kept(viewer):
    viewer.made("/me/preferences", {"language": "ro", "theme": "dark"})
    kept = User.objects.get(username="viewer")
    assert (kept.language, kept.theme) == ("ro", "dark")
    problem_of(viewer.post("/me/preferences", {"language": "xx", "theme": "dark"}), 422)
