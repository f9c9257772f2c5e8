"""The extract of a month: every report of it in one workbook and one paper, made by a worker."""
