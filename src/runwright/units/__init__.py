"""Unit categories, units and exact conversion."""
