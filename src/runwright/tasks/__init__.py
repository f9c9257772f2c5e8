"""Background work as everybody sees it: the door to the queue, progress, cancelling.

What a task *does* is the room ``jobs``' business; this room only knows its name, so that pages,
commands and imports can ask for work without knowing who does it.
"""
