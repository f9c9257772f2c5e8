"""Forms of webhooks: an address, and what it is told."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runwright.integrations.events import EVENTS
from runwright.web.forms.ground import ActorForm, Boxes
from runwright.web.journal_words import VERBS


def kind_of(event: str) -> str:
    """The kind of record an event is about: what stands before the point."""
    return event.partition(".")[0]


class WebhookForm(ActorForm):
    """A webhook."""

    name = forms.CharField(label=_("Name"), max_length=80)
    url = forms.CharField(
        label=_("Address"), max_length=500, help_text=_("As https://example.com/runwright.")
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it when"), widget=Boxes, choices=[(one, VERBS[one]) for one in EVENTS]
    )

    def groups(self) -> Iterator[tuple[str, list[Any], bool]]:
        """The boxes by kind of record, and whether one of the kind is ticked."""
        held = set(self["events"].value() or ())
        for kind, boxes in groupby(self["events"], lambda box: kind_of(box.data["value"])):
            found = list(boxes)
            yield kind, found, any(box.data["value"] in held for box in found)

    @classmethod
    def held_by(cls, record: Any) -> dict[str, Any]:
        """What the fields hold when a webhook is to be changed."""
        events = [one.event for one in record.subscriptions.all()]
        return {"name": record.name, "url": record.url, "events": events}
