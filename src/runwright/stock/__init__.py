"""Warehouses, places, lots, two-sided moves, balances, needs, supplies and claims."""
