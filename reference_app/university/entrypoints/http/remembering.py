"""Answers that are the same for everybody, remembered where the app has a cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Remember(Protocol):
    """Keeps finished bodies for a while."""

    def __call__(self, parts: tuple[str, ...], make: Callable[[], bytes], /) -> bytes:
        """The body that these parts of the request stand for; made, where it is not known."""


def anew(_parts: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """Fulfils Remember without a cache."""
    return make()


class Recall(Protocol):
    """What is kept in this very process: an event loop asks here first, since nobody waits for the answer."""

    def __call__(self, parts: tuple[str, ...], /) -> bytes | None:
        """The body, or None; also where it might be kept elsewhere."""


def nothing(_parts: tuple[str, ...]) -> None:
    """Fulfils Recall without a cache."""
