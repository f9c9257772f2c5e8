"""Settings from the environment are read strictly."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from runwright.config import environment


def test_a_flag_that_is_neither_yes_nor_no_stops_the_start(monkeypatch):
    monkeypatch.setenv("RUNWRIGHT_DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="RUNWRIGHT_DEBUG"):
        environment.flag("RUNWRIGHT_DEBUG")


@pytest.mark.parametrize("word", ["-1", "ten", "1.5", "²"])
def test_a_number_that_is_none_stops_the_start(monkeypatch, word):
    monkeypatch.setenv("RUNWRIGHT_POOL", word)
    with pytest.raises(ImproperlyConfigured, match="RUNWRIGHT_POOL"):
        environment.number("RUNWRIGHT_POOL", 4)


def test_a_database_address_is_taken_apart():
    parts = environment.database("postgresql://ana:p%40ss@db:5433/shop?sslmode=require")
    assert (parts["NAME"], parts["USER"], parts["PASSWORD"]) == ("shop", "ana", "p@ss")
    assert (parts["HOST"], parts["PORT"]) == ("db", "5433")
    assert parts["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://db/shop", "postgresql://db", "shop"])
def test_another_database_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database(url)


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("RUNWRIGHT_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert len(key) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + "abcdefgh" * 8])
def test_a_weak_secret_key_is_refused(tmp_path: Path, monkeypatch, key):
    monkeypatch.setenv("RUNWRIGHT_SECRET_KEY", key)
    with pytest.raises(ImproperlyConfigured, match="secret key"):
        environment.secret_key(tmp_path)
