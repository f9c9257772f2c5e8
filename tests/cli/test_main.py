"""The console command: its verbs, its help, its answers to nonsense."""

import argparse
import importlib

import pytest

from runwright.cli.main import MODULES, VERBS, main


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_module_that_explains_itself(verb, capsys):
    module = importlib.import_module(f"runwright.cli.verbs.{MODULES.get(verb, verb)}")
    parser = argparse.ArgumentParser()
    module.arguments(parser)
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0
    assert f"runwright {verb}" in capsys.readouterr().out


def test_without_a_verb_it_lists_them_all(capsys):
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert all(verb in told for verb in VERBS)


def test_an_unknown_verb_is_not_understood(capsys):
    with pytest.raises(SystemExit) as end:
        main(["dance"])
    assert end.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_a_restore_asks_to_be_meant(tmp_path, capsys):
    assert main(["restore", str(tmp_path / "x")]) == 1
    assert "--yes" in capsys.readouterr().err
    assert main(["restore", "--yes", str(tmp_path / "x")]) == 1
    assert "no file" in capsys.readouterr().err
