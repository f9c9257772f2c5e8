"""One definition per list; table, JSON, CSV and spreadsheet are all made from it."""
