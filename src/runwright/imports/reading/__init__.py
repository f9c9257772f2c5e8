"""Pure reading of tables out of files: kind, encoding, delimiter, archive guards, rows."""
