"""Journal. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun
from runwright.client.records import Record


class Journal(Noun):
    """Journal."""

    def list_journal(self, **query: Any) -> Iterator[Record]:
        """Journal: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [verb], [kind], [record], [who], [reasoned], [at_from],
        [at_to].
        """
        return self._wire.rows("/journal", query, "JournalPage")
