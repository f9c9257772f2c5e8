"""Reading a log to the end, as the tests need it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from runwright.imports.log.columns import LogMapping, columns_guess
from runwright.imports.log.findings import Finding
from runwright.imports.log.rows import LogRow, log_rows
from runwright.imports.log.survey import Survey
from runwright.imports.reading.tables import table_open


@dataclass
class Read:
    """Everything one pass over a log brings."""

    survey: Survey
    rows: list[LogRow]
    findings: list[Finding]

    @property
    def codes(self) -> Counter[str]:
        return Counter(finding.code for finding in self.findings)

    def first(self, code: str) -> Finding:
        return next(finding for finding in self.findings if finding.code == code)


def read_log(path: Path, zone: str = "Europe/Bucharest", **choices: object) -> Read:
    """Read a log with guessed columns; ``choices`` are fields of ``LogMapping``."""
    table = table_open(path)
    mapping = LogMapping(**{"columns": columns_guess(table.header), **choices})
    findings: list[Finding] = []
    survey = Survey(mapping, findings.append)
    rows = list(log_rows(table, mapping, ZoneInfo(zone), findings.append))
    for row in rows:
        survey.add(row)
    survey.finish()
    return Read(survey, rows, findings)
