"""What the read side refuses."""

from runwright.kernel.errors import Invalid, Missing, gettext_noop


class ListNotFound(Missing):
    """There is no list of this name."""

    template = gettext_noop("There is no list {key}.")


class ReportNotFound(Missing):
    """There is no report of this name."""

    template = gettext_noop("There is no report {key}.")


class BadQuery(Invalid):
    """A filter, order, column or page that the list does not understand."""

    template = gettext_noop("{field}: {value} is not understood here.")


class BadPeriod(Invalid):
    """A period whose days are missing or in the wrong order."""

    field = "period"
    template = gettext_noop("A period needs a first day and a last day that is not before it.")


class MonthNotBegun(Invalid):
    """A month of which there is nothing to tell yet."""

    field = "month"
    template = gettext_noop("{month} has not begun yet.")


class ExtractNotFound(Missing):
    """There is no such extract, or it is not made yet."""

    template = gettext_noop("There is no extract {key}.")


class ViewNotFound(Missing):
    """There is no such saved view, or it is somebody else's."""

    template = gettext_noop("There is no saved view {key}.")


class BadViewName(Invalid):
    """A saved view without a usable name."""

    field = "name"
    template = gettext_noop("A view needs a name of at most {longest} letters.")


class TooManyRows(Invalid):
    """More rows than a spreadsheet holds."""

    field = "format"
    template = gettext_noop(
        "The list has {rows} rows and a spreadsheet holds {most}. Filter it, or take CSV."
    )
