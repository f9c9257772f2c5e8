"""The verbs of a record as its page draws them: the same that the API tells."""

from collections.abc import Iterable

from runwright.kernel.transitions import OfferedVerb


def possible(offered: Iterable[OfferedVerb]) -> set[str]:
    """The verbs that would be taken now: what has a button that can be pressed."""
    return {one.verb for one in offered if one.is_possible}
