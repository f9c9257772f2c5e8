"""The company and its document numbers over the API."""

from tests.api.calls import problem_of


def test_policies_are_read_by_all_and_set_by_administrators(admin, viewer):
    changed = admin.changed("/company", {"overproduction": "block", "currency": "RON"})
    assert (changed["overproduction"], changed["currency"]) == ("block", "RON")
    assert viewer.got("/company")["shortage_plan"] == "block"
    problem_of(viewer.patch("/company", {"overproduction": "allow"}), 403)


def test_all_that_is_wrong_about_the_company_is_said_at_once(admin):
    answer = admin.patch("/company", {"time_zone": "Nowhere", "currency": "eur"})
    reasons = {reason["field"] for reason in problem_of(answer, 422)["reasons"]}
    assert reasons == {"time_zone", "currency"}


def test_a_prefix_is_set_and_seen_before_it_is_used(admin):
    changed = admin.changed("/document-numbers/order", {"pattern": "JOB-", "next_number": 40})
    assert changed["preview"] == "JOB-00040"
    kinds = {one["kind"]: one["preview"] for one in admin.got("/document-numbers")["items"]}
    assert kinds["order"] == "JOB-00040"


def test_a_prefix_of_another_kind_or_none_is_refused(admin):
    problem_of(admin.patch("/document-numbers/bom", {"pattern": "RT-"}), 409, "prefix_taken")
    problem_of(admin.patch("/document-numbers/bom", {"pattern": "7"}), 422, "prefix_not_possible")
    problem_of(admin.patch("/document-numbers/song", {"pattern": "X-"}), 404, "unknown_document")
