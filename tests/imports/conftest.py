"""The tests of imports stand on logs."""

from tests.imports.logs import made_up, made_up_file, real_log

__all__ = ["made_up", "made_up_file", "real_log"]
