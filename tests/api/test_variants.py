"""Attributes, variants, pictures and papers over the API."""

from base64 import b64encode

import pytest

from tests.api.calls import Caller, problem_of

pytestmark = pytest.mark.django_db
PNG = b64encode(b"\x89PNG\r\n\x1a\n...").decode()


def test_variants_and_files(admin: Caller) -> None:
    unit = next(row["id"] for row in admin.got("/units")["items"] if row["code"] == "pcs")
    body = {"code": "CAP", "name": "Cap", "kind": "product", "unit_id": unit, "supply": "make"}
    cap = admin.made("/items", body | {"lot_rule": "fixed", "lot_size": "10"})
    values = [{"code": "S", "name": "small"}]
    size = admin.made("/attributes", {"code": "size", "name": "Size", "values": values})
    more = {"values": [{"code": "L", "name": "large"}]}
    size = admin.made(f"/attributes/{size['id']}/values", more)
    problem_of(admin.post(f"/attributes/{size['id']}/values", more), 409, "value_taken")
    matrix = {"value_ids": [value["id"] for value in size["values"]]}
    path = f"/items/{cap['id']}/variants"
    plan = admin.made(f"{path}/preview", matrix)["variants"]
    assert [(one["code"], one["exists"]) for one in plan] == [("CAP-S", False), ("CAP-L", False)]
    made = admin.made(path, matrix)["variants"]
    assert admin.got(f"/items/{made[0]['id']}")["family"]["code"] == "CAP"
    assert admin.got(f"/items/{made[0]['id']}")["lot_size"] == "10"
    assert len(admin.got(path)["variants"]) == 2
    picture = f"/items/{cap['id']}/picture"
    problem_of(admin.post(picture, {"name": "a", "content": "***"}), 422)
    problem_of(admin.post(picture, {"name": "a", "content": "YWJj"}), 422, "file_not_taken")
    admin.made(picture, {"name": "a.png", "content": PNG})
    assert admin.got(picture) == {"media_type": "image/png", "content": PNG}
    admin.made(f"{picture}/removal")
    centre = admin.made("/work-centres", {"code": "C", "name": "C"})["id"]
    operations = [{"name": "Sew", "work_centre_id": centre}]
    routing = admin.made("/routings", {"item_id": cap["id"], "name": "R", "operations": operations})
    step = routing["operations"][0]["id"]
    kept = admin.made(f"/operations/{step}/attachments", {"name": "seam.png", "content": PNG})
    assert admin.got(f"/attachments/{kept['id']}")["content"] == PNG
    shown = admin.got(f"/routings/{routing['id']}")["operations"][0]["attachments"]
    assert [one["name"] for one in shown] == ["seam.png"]
    admin.made(f"/attachments/{kept['id']}/removal")
