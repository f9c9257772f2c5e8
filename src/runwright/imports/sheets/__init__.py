"""Master data as spreadsheets: what is exported can be imported again."""
