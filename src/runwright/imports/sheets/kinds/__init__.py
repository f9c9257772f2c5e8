"""The spreadsheets of each room."""
