"""What is agreed about partners in general."""

LANGUAGES = {"en": "English", "ro": "Română"}
"""The languages in which papers are written to a partner, each in its own words."""
