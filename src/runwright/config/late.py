"""Addresses that are loaded when the first of them is asked for."""

import gc
import threading
import time

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern, get_resolver
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

PAUSE = 2.0


class LateUrls(URLResolver):
    """A tree of addresses below a prefix, imported by the first request that goes there.

    Its names cannot be reversed, so that whoever writes the addresses of pages does not load it.
    """

    def __init__(self, prefix: str, urls: str) -> None:
        super().__init__(RoutePattern(prefix, is_endpoint=False), urls)

    def _populate(self) -> None:
        for names in ("_reverse_dict", "_namespace_dict", "_app_dict"):
            getattr(self, names)[get_language()] = MultiValueDict()


def load_soon() -> None:
    """Load what is late a moment after the start, so that its first caller need not wait; from
    then on garbage is looked for."""
    threading.Thread(target=_load, daemon=True, name="late-urls").start()


def _load() -> None:
    time.sleep(PAUSE)
    try:
        for tree in get_resolver().url_patterns:
            if isinstance(tree, LateUrls):
                tree.url_patterns  # noqa: B018  reading them imports them
    finally:
        gc.collect()
        gc.freeze()  # what is loaded stays: nobody need look through it for garbage again
        gc.enable()
