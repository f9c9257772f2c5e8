"""Writing imports: take a file in, check it, carry it out, undo it, remember mappings."""

from runwright.imports.services.check import import_check, import_check_perform
from runwright.imports.services.files import import_upload
from runwright.imports.services.mappings import mapping_forget, mapping_of, mapping_save
from runwright.imports.services.run import import_run, import_start
from runwright.imports.services.sheets import sheet_start, sheet_undo, sheet_upload
from runwright.imports.services.undo import import_undo, import_undo_perform
from runwright.imports.services.whole import import_cancel, import_file

__all__ = [
    "import_cancel",
    "import_check",
    "import_check_perform",
    "import_file",
    "import_run",
    "import_start",
    "import_undo",
    "import_undo_perform",
    "import_upload",
    "mapping_forget",
    "mapping_of",
    "mapping_save",
    "sheet_start",
    "sheet_undo",
    "sheet_upload",
]
