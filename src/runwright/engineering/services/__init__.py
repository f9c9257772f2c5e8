"""Writing routings and bills of materials."""

from runwright.engineering.services.attachments import attachment_add, attachment_remove
from runwright.engineering.services.boms import (
    bom_archive,
    bom_change,
    bom_copy,
    bom_create,
    bom_delete,
    bom_line_add,
    bom_line_change,
    bom_line_remove,
    bom_revise,
    bom_update,
    bom_validate,
    recipe_use,
)
from runwright.engineering.services.drafts import (
    BomDraft,
    ByProductDraft,
    LineDraft,
    OperationDraft,
    SubstituteDraft,
    TimesDraft,
)
from runwright.engineering.services.previews import bom_preview
from runwright.engineering.services.routings import (
    routing_copy,
    routing_create,
    routing_revise,
    routing_update,
    routings_archive,
    routings_restore,
)
from runwright.engineering.services.stations import (
    operation_stations_set,
    station_operations_named,
    station_operations_set,
)

__all__ = [
    "BomDraft",
    "ByProductDraft",
    "LineDraft",
    "OperationDraft",
    "SubstituteDraft",
    "TimesDraft",
    "attachment_add",
    "attachment_remove",
    "bom_archive",
    "bom_change",
    "bom_copy",
    "bom_create",
    "bom_delete",
    "bom_line_add",
    "bom_line_change",
    "bom_line_remove",
    "bom_preview",
    "bom_revise",
    "bom_update",
    "bom_validate",
    "operation_stations_set",
    "recipe_use",
    "routing_copy",
    "routing_create",
    "routing_revise",
    "routing_update",
    "routings_archive",
    "routings_restore",
    "station_operations_named",
    "station_operations_set",
]
