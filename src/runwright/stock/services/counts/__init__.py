"""Counting: a sheet is opened, what is found is entered, and the differences are posted."""

from runwright.stock.services.counts.entering import count_enter, count_find
from runwright.stock.services.counts.opening import count_open
from runwright.stock.services.counts.posting import count_cancel, count_post, sheet_of

__all__ = ["count_cancel", "count_enter", "count_find", "count_open", "count_post", "sheet_of"]
