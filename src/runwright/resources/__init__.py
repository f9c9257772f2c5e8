"""Schedules, departments, work centres, machines, and who may work where."""
