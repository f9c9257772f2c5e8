"""Tables on their way out: CSV and spreadsheet, row by row."""
