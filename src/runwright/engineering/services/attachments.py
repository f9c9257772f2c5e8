"""Pictures and papers that explain an operation."""

from django.db import transaction

from runwright.engineering.errors import AttachmentNotFound, OperationNotFound, TooManyAttachments
from runwright.engineering.models import Attachment, Operation
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.files import media_type_of
from runwright.people.actor import Actor

MOST = 20


@transaction.atomic
def attachment_add(*, operation_id: int, name: str, content: bytes, actor: Actor) -> Attachment:
    """Keep a picture or PDF with an operation, also one that orders follow already.

    Raises ``FileNotTaken``, ``FileTooLarge``, ``TooManyAttachments`` and ``OperationNotFound``.
    """
    actor.require("engineering.manage")
    operation = Operation.objects.select_for_update(of=("self",)).filter(id=operation_id)
    found = operation.select_related("routing").first()
    if found is None:
        raise OperationNotFound(key=operation_id)
    if found.attachments.count() >= MOST:
        raise TooManyAttachments(operation=found.name, most=MOST)
    name = name.replace("/", "_").replace("\\", "_").strip()[-120:]
    media_type = media_type_of(name=name, content=content)
    kept = Attachment.objects.create(
        operation=found, name=name, media_type=media_type, size=len(content), content=content
    )
    _told(kept, "routing.attach", Edit(f"operation {found.sequence}", "", name), actor)
    return kept


@transaction.atomic
def attachment_remove(*, attachment_id: int, actor: Actor) -> None:
    """Take a picture or paper away. Raises ``AttachmentNotFound``."""
    actor.require("engineering.manage")
    found = (
        Attachment.objects.select_related("operation__routing")
        .defer("content")
        .filter(id=attachment_id)
        .first()
    )
    if found is None:
        raise AttachmentNotFound(key=attachment_id)
    edit = Edit(f"operation {found.operation.sequence}", found.name, "")
    _told(found, "routing.detach", edit, actor)
    found.delete()


def _told(attachment: Attachment, verb: str, edit: Edit, actor: Actor) -> None:
    routing = attachment.operation.routing
    subject = Subject("routing", str(routing.id), str(routing))
    entry_record(actor=actor, verb=verb, subject=subject, edits=[edit])
