"""What every state looks like: one tone, one icon, one word, the same on every page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Look:
    """A state's tone (the meaning of its colour), icon and word."""

    tone: str
    icon: str
    word: StrPromise | str


LOOKS: dict[str, dict[str, Look]] = {
    "order": {
        "draft": Look("grey", "circle-dashed", _("Draft")),
        "confirmed": Look("blue", "circle-check", _("Confirmed")),
        "planned": Look("blue", "calendar", _("Planned")),
        "in_progress": Look("violet", "progress", _("In progress")),
        "done": Look("green", "square-rounded-check", _("Done")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "work_order": {
        "waiting": Look("amber", "hourglass", _("Waiting")),
        "ready": Look("blue", "circle-check", _("Ready")),
        "in_progress": Look("violet", "progress", _("In progress")),
        "paused": Look("amber", "player-pause", _("Paused")),
        "finished": Look("green", "square-rounded-check", _("Finished")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "run": {
        "pending": Look("grey", "circle-dashed", _("Pending")),
        "in_progress": Look("violet", "progress", _("In progress")),
        "completed": Look("green", "square-rounded-check", _("Completed")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "batch": {
        "created": Look("grey", "circle-dashed", _("Created")),
        "scanned": Look("violet", "progress", _("On the floor")),
        "closed": Look("green", "square-rounded-check", _("Closed")),
        "void": Look("grey", "ban", _("Void")),
    },
    "ending": {
        "finished": Look("green", "square-rounded-check", _("Finished")),
        "consumed": Look("blue", "arrow-right", _("Went on")),
        "by_hand": Look("amber", "hand-stop", _("Closed by hand")),
        "scrapped": Look("red", "trash", _("Scrapped")),
        "deleted": Look("grey", "ban", _("Deleted")),
        "undone": Look("grey", "arrow-back-up", _("Undone")),
    },
    "lot": {
        "usable": Look("green", "circle-check", _("Usable")),
        "held": Look("amber", "player-pause", _("On hold")),
        "expired": Look("red", "alert-octagon", _("Expired")),
    },
    "count": {
        "open": Look("grey", "circle-dashed", _("Open")),
        "counting": Look("violet", "progress", _("Counting")),
        "posted": Look("green", "square-rounded-check", _("Posted")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "availability": {
        "available": Look("green", "packages", _("Available")),
        "expected": Look("blue", "clock", _("Expected")),
        "partial": Look("amber", "box", _("Partial")),
        "unavailable": Look("red", "alert-octagon", _("Short")),
    },
    "purchase_request": {
        "draft": Look("grey", "circle-dashed", _("Draft")),
        "approved": Look("blue", "circle-check", _("Approved")),
        "ordered": Look("violet", "clock", _("Ordered")),
        "received": Look("green", "square-rounded-check", _("Received")),
        "rejected": Look("red", "ban", _("Rejected")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "rfq": {
        "draft": Look("grey", "circle-dashed", _("Draft")),
        "sent": Look("blue", "hourglass", _("Sent")),
        "accepted": Look("green", "square-rounded-check", _("Accepted")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "purchase_order": {
        "draft": Look("grey", "circle-dashed", _("Draft")),
        "sent": Look("blue", "clock", _("Ordered")),
        "partly_received": Look("violet", "progress", _("Partly received")),
        "received": Look("green", "square-rounded-check", _("Received")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "sales_order": {
        "estimate": Look("grey", "circle-dashed", _("Estimate")),
        "confirmed": Look("blue", "circle-check", _("Confirmed")),
        "fulfilled": Look("green", "square-rounded-check", _("Fulfilled")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
        "lost": Look("grey", "circle-x", _("Lost")),
    },
    "progress": {
        "none": Look("grey", "circle-dotted", _("Nothing made")),
        "planned": Look("blue", "calendar", _("Planned")),
        "in_progress": Look("violet", "progress", _("In progress")),
        "done": Look("green", "square-rounded-check", _("Done")),
        "delivered": Look("green", "packages", _("Delivered")),
    },
    "mail": {
        "waiting": Look("amber", "hourglass", _("Waiting")),
        "sent": Look("green", "check", _("Sent")),
        "failed": Look("red", "alert-octagon", _("Failed")),
    },
    "print_job": {
        "queued": Look("amber", "hourglass", _("Waiting")),
        "sending": Look("violet", "progress", _("Being sent")),
        "printed": Look("green", "square-rounded-check", _("Printed")),
        "failed": Look("red", "alert-octagon", _("Failed")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
    },
    "webhook_message": {
        "pending": Look("amber", "hourglass", _("Waiting")),
        "delivered": Look("green", "square-rounded-check", _("Delivered")),
        "failed": Look("red", "alert-octagon", _("Failed")),
    },
    "bom": {
        "draft": Look("grey", "circle-dashed", _("Draft")),
        "validated": Look("green", "shield-check", _("Validated")),
        "archived": Look("grey", "box-multiple", _("Archived")),
    },
    "machine": {
        "running": Look("violet", "player-play", _("Running")),
        "idle": Look("grey", "player-pause", _("Idle")),
        "down": Look("red", "alert-octagon", _("Down")),
    },
    "import": {
        "uploaded": Look("grey", "upload", _("Uploaded")),
        "checking": Look("violet", "progress", _("Being checked")),
        "checked": Look("blue", "checklist", _("Checked")),
        "running": Look("violet", "progress", _("Running")),
        "done": Look("green", "square-rounded-check", _("Imported")),
        "failed": Look("red", "alert-octagon", _("Failed")),
        "cancelled": Look("grey", "ban", _("Cancelled")),
        "undoing": Look("violet", "progress", _("Being undone")),
        "undone": Look("grey", "arrow-back-up", _("Undone")),
    },
    "sheet": {
        "new": Look("green", "plus", _("New")),
        "changed": Look("blue", "edit", _("Changed")),
        "unchanged": Look("grey", "minus", _("Unchanged")),
        "refused": Look("red", "alert-octagon", _("Refused")),
    },
    "finding": {
        "error": Look("red", "alert-octagon", _("Error")),
        "warning": Look("amber", "alert-triangle", _("Warning")),
        "note": Look("blue", "info-circle", _("Note")),
    },
    "flag": {
        "late": Look("red", "clock", _("Late")),
        "archived": Look("grey", "box-multiple", _("Archived")),
        "history": Look("grey", "history", _("Imported history")),
        "held": Look("amber", "hand-stop", _("Held")),
        "open": Look("violet", "player-play", _("Open")),
        "over": Look("green", "circle-check", _("Over")),
        "reversed": Look("grey", "arrow-back-up", _("Reversed")),
        "correction": Look("amber", "arrow-back-up", _("Correction")),
        "duplicate": Look("amber", "copy", _("Duplicate")),
        "expected": Look("amber", "hourglass", _("Not enrolled yet")),
        "here": Look("green", "circle-check", _("This browser")),
        "down": Look("red", "alert-octagon", _("Down")),
        "clock": Look("amber", "clock", _("Clock is wrong")),
        "revoked": Look("grey", "ban", _("Revoked")),
        "expired": Look("amber", "clock", _("Expired")),
        "active": Look("green", "circle-check", _("Active")),
        "off": Look("grey", "ban", _("Off")),
        "failing": Look("amber", "alert-octagon", _("Failing")),
    },
    "setup": {
        "open": Look("grey", "circle-dashed", _("To do")),
        "flawed": Look("amber", "alert-triangle", _("Look at it")),
        "done": Look("green", "square-rounded-check", _("Ready")),
    },
    "exception": {
        "holiday": Look("blue", "star", _("Public holiday")),
        "shutdown": Look("grey", "calendar-off", _("Technical shutdown")),
        "overtime": Look("amber", "clock", _("Overtime")),
    },
    "time": {
        "setup": Look("amber", "tools", _("Setup")),
        "run": Look("violet", "player-play", _("Run")),
        "rework": Look("red", "refresh", _("Rework")),
        "disruption": Look("grey", "alert-triangle", _("Disruption")),
    },
}
TONE_ICONS = {
    "green": "circle-check",
    "amber": "alert-triangle",
    "red": "alert-octagon",
    "blue": "info-circle",
    "violet": "progress",
    "grey": "info-circle",
}
MESSAGE_TONES = {"success": "green", "warning": "amber", "error": "red", "info": "blue"}


def look_of(kind: str, state: str) -> Look:
    """The look of a state; one that is not in the table shows its own name in grey."""
    return LOOKS.get(kind, {}).get(state) or Look("grey", "point", state.replace("_", " "))


def word_of(state: str) -> str:
    """The word of a state of whichever record, where all kinds of records say it alike."""
    words = {str(looks[state].word) for looks in LOOKS.values() if state in looks}
    return words.pop() if len(words) == 1 else state.replace("_", " ")
