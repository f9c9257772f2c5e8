"""The settings of the tests: the real ones, a data home of their own, and no waiting for disks."""

import os
from pathlib import Path

os.environ.setdefault("RUNWRIGHT_HOME", str(Path(__file__).parent.parent / ".runwright" / "test"))
os.environ.setdefault("RUNWRIGHT_FAST_DATABASE", "yes")
os.environ.setdefault("RUNWRIGHT_STATEMENT_SECONDS", "60")

from runwright.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
