"""The life of a reason for seconds and waste."""

from runwright.kernel.masters import master_life

REASON_LIFE = master_life("scrap_reason", "resources.manage")
