"""The set-up checklist over the API."""


def test_the_checklist_says_what_is_missing_and_where(admin):
    steps = {one["key"]: one for one in admin.got("/setup")["items"]}
    assert steps["units"]["state"] == "done"
    assert steps["work_centres"]["gaps"][0]["sentence"] == "There is no work centre yet."
    centre = admin.made("/work-centres", {"code": "CUT", "name": "Cutting"})
    steps = {one["key"]: one for one in admin.got("/setup")["items"]}
    gap = steps["work_centres"]["gaps"][0]
    assert (gap["kind"], gap["record_id"]) == ("work_centre", centre["id"])
    admin.made("/setup/prefixes")
    assert {one["key"]: one["state"] for one in admin.got("/setup")["items"]}["prefixes"] == "done"
