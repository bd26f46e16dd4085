"""How an app becomes a site, in the process where it lives: what grader.vocabulary.reach asks for there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from grader.vocabulary.foreign import ErrorFields, fields_of
from grader.web.access import Welcome
from grader.web.site import Site


class Methods(NamedTuple):
    """What a site can be asked for; see _ToldSite and grader.web.site.Site."""

    answer: Callable[[bytes, float], tuple[bytes, bool]]
    more: Callable[[], bytes]
    welcome: Welcome
    errors: Callable[[], list[ErrorFields]]
    renew: Callable[[], bool]
    close: Callable[[], None] | None


class _ToldSite(Site):
    """A site whose exceptions can be told to another process."""

    def asked(self, request: bytes, seconds: float) -> tuple[bytes, bool]:
        """The first piece of an answer; whether the app met no exception, and cannot meet one any more."""
        return self.answer(request, seconds), self.is_at_rest() and not self.has_met()

    def errors(self) -> list[ErrorFields]:
        """The exceptions that the app met while it answered, since the last time."""
        return [fields_of(error) for error in self.mishaps()]


def open_site(app: Any, door: int) -> tuple[Callable[..., Any] | None, ...]:
    """Have an app of this process answer: the methods of its site in the order of Methods.

    All at once, since each question to another process takes time.
    """
    site = _ToldSite(app, door)
    close = None if site.is_at_rest() else site.close
    return site.asked, site.more, site.welcome, site.errors, site.renew, close


def make_site(door: int, make: Callable[..., Any], *arguments: Any) -> tuple[Any, tuple[Any, ...]]:
    """An app of this process that `make` makes of the arguments, and what `open_site` tells of it."""
    app = make(*arguments)
    return app, open_site(app, door)
