"""Children of ``runwright up``: which of them are started again, and which are given up."""

import sys

import pytest

from runwright.cli.processes import TRIES, Child


@pytest.mark.parametrize(
    ("ends", "is_hopeless"),
    [("sys.exit(1)", True), ("os.kill(os.getpid(), signal.SIGKILL)", False)],
)
def test_who_ends_by_itself_again_and_again_is_hopeless_and_who_is_killed_is_not(ends, is_hopeless):
    child = Child("child", [sys.executable, "-c", f"import os, signal, sys; {ends}"], {})
    for _ in range(TRIES + 2):
        assert not child.hopeless() or is_hopeless
        child.start()
        child.process.wait()
    assert child.hopeless() is is_hopeless
