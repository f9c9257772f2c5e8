"""What the script of the station screen says: sentences with {places} for what it knows."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

TYPES: dict[str, tuple[StrPromise, str, StrPromise]] = {
    "init": (_("Begins work"), "player-play", _("Scan the label of the batch that begins.")),
    "move": (_("Confirms work"), "arrow-right", _("Scan the label of what was done here.")),
    "split": (_("Splits"), "arrows-split-2", _("Scan the label of the batch to be sorted.")),
    "merge": (_("Merges"), "git-merge", _("Scan the labels that become one batch.")),
}
"""For each type of station: what it does, its icon, and what to do when nothing is going on."""

WORDS: dict[str, StrPromise] = {
    **{f"ready_{name}": ready for name, (_word, _icon, ready) in TYPES.items()},
    "left_title": _("Left. Nothing was posted."),
    "busy_title": _("First finish what is open"),
    "busy_next": _("Answer the question on the screen, or press Escape."),
    "broken_title": _("This did not work"),
    "broken_next": _("Scan again. If it stays like this, tell your lead."),
    "empty_title": _("The scanner read nothing"),
    "empty_next": _("Scan the label again."),
    "long_title": _("This is no label of ours: it is far too long"),
    "long_next": _("Scan the square code on the batch label."),
    "url_title": _("This is a web address, not a label of ours"),
    "url_next": _("Scan the square code on the batch label."),
    "cut_title": _("The label was read only in part"),
    "cut_next": _("Hold the scanner still and scan it again, or type the code."),
    "twice_title": _("This label is in the list already"),
    "twice_next": _("Scan another one, or go on."),
    "taken_title": _("Taken"),
    "more_merge": _("Scan the next label, or go on."),
    "more_move": _("Scan the next part, or go on."),
    "merge_heading": _("Merge"),
    "parts_heading": _("Parts"),
    "labels_count": _("{n} labels"),
    "choose_operation": _("Which operation was done?"),
    "check_offline": _("There is no connection: look at the recipe beside the machine."),
    "yes_gain": _("Yes, there are more"),
    "yes_claimed": _("Yes, take it from them"),
    "waits": _("Waits for the network"),
    "kept_title": _("Kept on this device"),
    "kept_next": _("Go on working. It is sent when the network is back."),
    "seconds": _("seconds"),
    "seconds_left": _("{n} s"),
    "waste": _("waste"),
    "remains": _("Remains"),
    "close_reason": _("Nothing more comes"),
    "more_than_remains": _("Remains (more than there was)"),
    "done_init": _("{operation} confirmed"),
    "done_move": _("{operation} confirmed"),
    "done_split": _("{operation}: split"),
    "done_merge": _("{operation}: merged"),
    "done_close": _("Closed"),
    "goes_on": _("Scan the next label."),
    "undone": _("Taken back"),
    "undone_title": _("Taken back"),
    "undone_next": _("Put the old label on again; the new one is void."),
    "undo_offline_title": _("Not without the network"),
    "undo_offline_next": _(
        "This scan has left the device. Take it back when the network is there."
    ),
    "operator_offline_title": _("Not without the network"),
    "operator_offline_next": _("The operator can be changed when the network is back."),
    "hello": _("Good day, {name}"),
    "nobody": _("Nobody"),
    "online": _("Connected"),
    "offline": _("No network"),
    "one_waits": _("1 scan waits"),
    "many_wait": _("{n} scans wait"),
    "enrol_next": _("Your scans stay on this device. Ask your lead to enrol the station again."),
    "replayed_title": _("{n} scans were sent"),
    "replayed_next": _("Everything that waited is posted."),
    "conflicts_title": _("{n} scans could not be posted"),
    "conflicts_next": _("They are kept in the conflict inbox. Tell your lead."),
    "camera_title": _("The camera cannot be used"),
    "camera_next": _("Allow it in the browser. It needs https: see “runwright cert”."),
}

MODULES = (
    "calls", "camera", "collect", "decimals", "dialogs", "labels", "printing", "queue", "recent",
    "signals",
    "store", "wedge",
)  # fmt: skip
"""The files of the screen's script."""
