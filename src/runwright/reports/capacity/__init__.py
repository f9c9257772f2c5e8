"""Load against capacity: what is planned, and what the calendars hold."""
