"""Attributes, the variants made from them, and pictures of items."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Annotated

from pydantic import Field, StringConstraints

from runwright.api.doors import Door
from runwright.api.errors import BadValue
from runwright.api.schemas import Done, Given, Many, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Line, PathKey
from runwright.catalog.selectors import attribute_get, attributes_all, picture_of, variants_of
from runwright.catalog.services import (
    ValueDraft,
    attribute_create,
    attribute_values_add,
    item_picture_remove,
    item_picture_set,
    variants_create,
    variants_plan,
)
from runwright.engineering.selectors import attachment_get
from runwright.engineering.services import attachment_add, attachment_remove

door = Door("Items", __name__)

Word = Annotated[str, Line(20, shortest=1)]
Name = Annotated[str, Line(80, shortest=1)]
FileName = Annotated[str, Line(120, shortest=1)]
Base64 = Annotated[str, StringConstraints(max_length=6_000_000)]


class Value(Shown):
    """A value of an attribute."""

    id: Key
    code: str
    name: str


class Attribute(Shown):
    """What variants differ in."""

    id: Key
    code: str
    name: str
    values: Annotated[list[Value], Many]


class Attributes(Shown):
    """Every attribute."""

    items: list[Attribute]


class NewValue(Given):
    """A value to be made; its code goes into the codes of variants."""

    code: Word
    name: Name


class NewAttribute(Given):
    """An attribute to be made with its values."""

    code: Word
    name: Name
    values: Annotated[list[NewValue], Field(max_length=200)] = []


class NewValues(Given):
    """Values to be added to an attribute."""

    values: Annotated[list[NewValue], Field(min_length=1, max_length=200)]


class Matrix(Given):
    """The values to make variants of, and the pattern of their codes, as in
    ``{family}-{size}-{colour}``."""

    value_ids: Annotated[list[Key], Field(min_length=1, max_length=500)]
    pattern: Annotated[str, Line(120)] = ""


class Planned(Shown):
    """A variant that would be made, or is there already."""

    code: str
    name: str
    values: list[Value]
    exists: bool


class Plan(Shown):
    """The matrix before it is made."""

    variants: list[Planned]


class Variants(Shown):
    """The variants of a family."""

    variants: list[Named]


class NewFile(Given):
    """A file: its name and its content in base64."""

    name: FileName
    content: Base64


class File(Shown):
    """A kept file with its content in base64."""

    media_type: str
    content: str


class Kept(Shown):
    """A file that was kept."""

    id: Key
    name: str
    media_type: str
    size: int


@door.read("/attributes", permission="catalog.view", answer=Attributes)
def attributes(request: Call) -> object:
    """Every attribute with its values."""
    found = attributes_all(actor=request.auth)
    return Attributes(items=[Attribute.model_validate(one) for one in found])


@door.create("/attributes", permission="catalog.manage", answer=Attribute)
def create_attribute(request: Call, given: NewAttribute) -> object:
    """Make an attribute with its values."""
    values = [ValueDraft(value.code, value.name) for value in given.values]
    made = attribute_create(code=given.code, name=given.name, values=values, actor=request.auth)
    return attribute_get(attribute_id=made.id, actor=request.auth)


@door.act("/attributes/{attribute_id}/values", permission="catalog.manage", answer=Attribute)
def add_values(request: Call, attribute_id: PathKey, given: NewValues) -> object:
    """Add values to an attribute."""
    values = [ValueDraft(value.code, value.name) for value in given.values]
    attribute_values_add(attribute_id=attribute_id, values=values, actor=request.auth)
    return attribute_get(attribute_id=attribute_id, actor=request.auth)


@door.read("/items/{item_id}/variants", permission="catalog.view", answer=Variants)
def variants(request: Call, item_id: PathKey) -> object:
    """The variants of a family."""
    found = variants_of(family_id=item_id, actor=request.auth)
    return Variants(variants=[Named.model_validate(item) for item in found])


@door.act("/items/{item_id}/variants/preview", permission="catalog.manage", answer=Plan)
def preview_variants(request: Call, item_id: PathKey, given: Matrix) -> object:
    """What a matrix would make; nothing is made yet."""
    found = variants_plan(family_id=item_id, actor=request.auth, **given.model_dump())
    return Plan(variants=[Planned.model_validate(plan) for plan in found])


@door.create(
    "/items/{item_id}/variants", permission="catalog.manage", answer=Variants, verb="make_variants"
)
def create_variants(request: Call, item_id: PathKey, given: Matrix) -> object:
    """Make every variant of a matrix that is not there yet."""
    made = variants_create(family_id=item_id, actor=request.auth, **given.model_dump())
    return Variants(variants=[Named.model_validate(item) for item in made])


@door.read("/items/{item_id}/picture", permission="catalog.view", answer=File)
def picture(request: Call, item_id: PathKey) -> object:
    """The picture of an item."""
    found = picture_of(item_id=item_id, actor=request.auth)
    return File(media_type=found.media_type, content=b64encode(bytes(found.content)).decode())


@door.act("/items/{item_id}/picture", permission="catalog.manage", answer=Done, verb="set_picture")
def set_picture(request: Call, item_id: PathKey, given: NewFile) -> object:
    """Keep a picture of an item, in the place of the one there was."""
    item_picture_set(item_id=item_id, name=given.name, content=_content(given), actor=request.auth)
    return Done()


@door.act(
    "/items/{item_id}/picture/removal",
    permission="catalog.manage",
    answer=Done,
    verb="remove_picture",
)
def remove_picture(request: Call, item_id: PathKey) -> object:
    """Take the picture of an item away."""
    item_picture_remove(item_id=item_id, actor=request.auth)
    return Done()


@door.create("/operations/{operation_id}/attachments", permission="engineering.manage", answer=Kept)
def add_attachment(request: Call, operation_id: PathKey, given: NewFile) -> object:
    """Keep a picture or PDF with an operation."""
    return attachment_add(
        operation_id=operation_id, name=given.name, content=_content(given), actor=request.auth
    )


@door.read("/attachments/{attachment_id}", permission="engineering.view", answer=File)
def attachment(request: Call, attachment_id: PathKey) -> object:
    """A picture or paper of an operation."""
    found = attachment_get(attachment_id=attachment_id, actor=request.auth)
    return File(media_type=found.media_type, content=b64encode(bytes(found.content)).decode())


@door.act("/attachments/{attachment_id}/removal", permission="engineering.manage", answer=Done)
def remove_attachment(request: Call, attachment_id: PathKey) -> object:
    """Take a picture or paper away."""
    attachment_remove(attachment_id=attachment_id, actor=request.auth)
    return Done()


def _content(given: NewFile) -> bytes:
    try:
        return b64decode(given.content, validate=True)
    except (NotBase64, ValueError):
        raise BadValue(field="content", problem="this is not base64") from None
