"""The first start, as a stranger may meet it: broken off, twice at once, on a full disk."""

import errno
import os
import threading
import time

import pytest

import bootstrap


@pytest.mark.parametrize(
    ("happens", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "the next start goes on from here"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "No space left on device"),
    ],
)
def test_what_breaks_it_off_is_told_in_a_sentence(monkeypatch, capsys, happens, code, told):
    def broken(_lock):
        raise happens

    monkeypatch.setattr(bootstrap, "prepare", broken)
    assert bootstrap.main(["install"]) == code
    assert told in capsys.readouterr().err


def test_nonsense_is_answered_with_what_it_can_do(capsys):
    assert bootstrap.main(["dance"]) == 2
    assert "python3 bootstrap.py run" in capsys.readouterr().err


def test_what_is_compiled_is_kept_for_the_next_start(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(bootstrap, "prepare", lambda _lock: None)
    bootstrap.main(["install"])
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_a_second_start_waits_for_the_first(capsys):
    turns = []

    def second():
        with bootstrap.alone():
            turns.append("second")

    waiting = threading.Thread(target=second)
    with bootstrap.alone():
        waiting.start()
        until = time.monotonic() + 30
        told = ""
        while "waiting for it" not in told and time.monotonic() < until:
            told += capsys.readouterr().out
            time.sleep(0.01)
        assert "waiting for it" in told
        turns.append("first")
    waiting.join(30)
    assert turns == ["first", "second"]


def test_what_is_installed_needs_no_network(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    made = []
    monkeypatch.setattr(bootstrap, "make_venv", lambda: made.append("venv"))
    monkeypatch.setattr(bootstrap, "install_lock", made.append)
    bootstrap.prepare("base")
    bootstrap.prepare("base")
    assert made == ["venv", bootstrap.LOCKS["base"]]
