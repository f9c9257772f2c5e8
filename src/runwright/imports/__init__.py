"""Spreadsheets and logs on their way in: read, matched, checked, then written through services."""
