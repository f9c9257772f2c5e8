"""The example of the guide does what it says, against a server that listens on a port."""

import re
from pathlib import Path

import pytest

from runwright.units.services import standard_units_create
from tests.api.conftest import SYSTEM, caller
from tests.api.mill import sock_mill

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "api.md"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_afternoon_in_thirty_lines(live_server, capsys):
    standard_units_create(actor=SYSTEM)
    admin = caller("administrator")
    sock_mill(admin)
    token = admin.headers["authorization"].removeprefix("Bearer ")
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    code = code.replace("http://localhost:8000", live_server.url).replace("rw_…", token)
    exec(compile(code, str(GUIDE), "exec"), {})
    assert capsys.readouterr().out == "120 215\n"
