"""What items look like."""

from django.db import transaction

from runwright.catalog.errors import ItemNotFound, PictureNotFound
from runwright.catalog.models import Item, ItemPicture
from runwright.catalog.services.items import item_subject
from runwright.journal.services import Edit, entry_record
from runwright.kernel.files import media_type_of
from runwright.people.actor import Actor


@transaction.atomic
def item_picture_set(*, item_id: int, name: str, content: bytes, actor: Actor) -> ItemPicture:
    """Keep a picture of an item, in the place of the one there was.

    Raises ``FileNotTaken``, ``FileTooLarge`` and ``ItemNotFound``.
    """
    actor.require("catalog.manage")
    item = Item.objects.select_for_update().filter(id=item_id).first()
    if item is None:
        raise ItemNotFound(key=item_id)
    media_type = media_type_of(name=name, content=content, pictures_only=True)
    kept, _ = ItemPicture.objects.update_or_create(
        item=item, defaults={"media_type": media_type, "content": content}
    )
    edit = Edit("picture", "", name[-120:])
    entry_record(actor=actor, verb="item.update", subject=item_subject(item), edits=[edit])
    return kept


@transaction.atomic
def item_picture_remove(*, item_id: int, actor: Actor) -> None:
    """Take the picture of an item away. Raises ``PictureNotFound``."""
    actor.require("catalog.manage")
    kept = ItemPicture.objects.select_related("item").filter(item=item_id).first()
    if kept is None:
        raise PictureNotFound(key=item_id)
    kept.delete()
    edit = Edit("picture", "picture", "")
    entry_record(actor=actor, verb="item.update", subject=item_subject(kept.item), edits=[edit])
