"""Refusals of the imports room. Each says what is wrong, where, and what to do about it."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class FileRefused(Invalid):
    """The root of everything that makes a whole file unreadable; nothing has been written."""

    field = "file"
    template = gettext_noop("The file cannot be read.")


class FileEmpty(FileRefused):
    template = gettext_noop("The file is empty: row 1 should name the columns.")


class FileTooLarge(FileRefused):
    template = gettext_noop("The file has more than {limit} bytes. Please split it.")


class FileKindUnknown(FileRefused):
    template = gettext_noop(
        "This is {found}. Expected is a CSV file in UTF-8 or an Excel workbook (.xlsx)."
    )


class EncodingRefused(FileRefused):
    template = gettext_noop(
        "Row 1: the text is written in {found}. Expected is UTF-8: "
        "save the file again as “CSV UTF-8”."
    )


class TextBroken(FileRefused):
    template = gettext_noop(
        "Row {row}, character {character}: the byte {found} is not UTF-8 text. "
        "Save the file again as “CSV UTF-8”."
    )


class ControlCharacter(FileRefused):
    template = gettext_noop("Row {row}: there is a NUL character. Expected is plain text.")


class LineTooLong(FileRefused):
    template = gettext_noop("Row {row} is longer than {limit} characters.")


class CellTooLong(FileRefused):
    template = gettext_noop(
        "Row {row}: a cell is longer than {limit} characters. Is a quotation mark left open?"
    )


class QuoteBroken(FileRefused):
    template = gettext_noop("Row {row}: a quotation mark is left open or stands in a wrong place.")


class HeaderMissing(FileRefused):
    template = gettext_noop(
        "Row 1 should name at least two columns, separated by comma, semicolon or tab. "
        "Found: {found}"
    )


class ColumnsTooMany(FileRefused):
    template = gettext_noop("Row 1 has {found} columns. At most {limit} are read.")


class ColumnTwice(FileRefused):
    template = gettext_noop("Row 1, column {column}: the name “{found}” stands there twice.")


class RowsTooMany(FileRefused):
    template = gettext_noop("Row {row}: the file has more than {limit} rows. Please split it.")


class NoRows(FileRefused):
    template = gettext_noop("Row 2: there is nothing below the names of the columns.")


class ArchiveBomb(FileRefused):
    template = gettext_noop(
        "The workbook unpacks to more than {limit} bytes (part {part}). It has not been opened."
    )


class WorkbookBroken(FileRefused):
    template = gettext_noop("The workbook is damaged ({part}): {problem}.")


class WorkbookHasMacros(FileRefused):
    template = gettext_noop("The workbook carries macros ({part}). Save it as .xlsx without them.")


class WorkbookTooLarge(FileRefused):
    template = gettext_noop(
        "The sheet in {part} reaches to row {row}, column {column}: more than {limit} cells. "
        "Save it as CSV instead."
    )


class ColumnsMissing(FileRefused):
    """Obligatory fields have no column. ``missing`` and ``found`` are lists of names."""

    template = gettext_noop(
        "Row 1: no column says {missing}. The columns found are: {found}. "
        "Choose the column for each."
    )


class ColumnUnknown(FileRefused):
    template = gettext_noop("Row 1: there is no column “{column}”. Found are: {found}.")


class ColumnTakenTwice(FileRefused):
    template = gettext_noop("The column “{column}” is chosen for {fields}. Choose it for one.")


class MappingBroken(Invalid):
    """The mapping names a field, a kind of booking or a clock that does not exist."""

    template = gettext_noop("{field}: {found} is not known here.")


class MappingNameMissing(Invalid):
    field = "name"
    template = gettext_noop("A mapping is remembered under a name of 1 to 80 characters.")


class ImportNotFound(Missing):
    template = gettext_noop("There is no import {key}.")


class MappingNotFound(Missing):
    template = gettext_noop("There is no mapping {key}.")


class OrderIsAlive(Conflict):
    """An order of the log has the number of an order that is being made here."""

    template = gettext_noop(
        "Order {number} is an order of this factory, not history: the log cannot add to it."
    )


class OrderIsAnother(Conflict):
    """An order imported before is of another part."""

    template = gettext_noop(
        "Order {number} has been imported before for {known}; this log says {found}."
    )


class SheetColumnsMissing(FileRefused):
    """The file lacks columns without which no row can be understood."""

    template = gettext_noop("Row 1: columns are missing: {missing}. Found are: {found}.")


class CellRefused(Invalid):
    """A cell cannot be read."""

    template = gettext_noop("{column}: “{found}”. {problem}")


class RowTwice(Invalid):
    """The same record stands in a file twice."""

    template = gettext_noop("{name} stands in row {row} already.")


class RowImpossible(Invalid):
    """The database cannot hold what a row says."""

    template = gettext_noop("{name} cannot be kept as it is written: a number is out of range.")


class CodeUnknown(Invalid):
    """A row names a record that is not there."""

    template = gettext_noop("There is no {kind} {code}.")


class SheetNotFound(Missing):
    """There is no such kind of spreadsheet."""

    template = gettext_noop("There is no spreadsheet of {key}.")


class SheetImportNotFound(Missing):
    """There is no such import of a spreadsheet."""

    template = gettext_noop("There is no spreadsheet import {key}.")


class RowsRefused(GuardFailed):
    """All or nothing: a file with refused rows changes nothing."""

    template = gettext_noop("{refused} rows are refused. Mend them in the file first.")


class ChangedSince(Conflict):
    """Somebody changed what an import brought: undoing it would undo their work."""

    template = gettext_noop("Changed since the import: {names}. It cannot be taken back any more.")


class FixedCell(Invalid):
    """What facts stand on stays as it was made."""

    template = gettext_noop("This stays {old}: it cannot change any more.")


class UndoNotPossible(GuardFailed):
    """What an import of this kind made cannot be taken out of use."""

    template = gettext_noop("{names} cannot be taken out of use again.")
