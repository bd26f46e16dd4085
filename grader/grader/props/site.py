"""The university's site with a learner's part in it, on a store in memory."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from grader.props.morning import clock
from grader.web.mishaps import Mishaps
from grader.web.site import FRESH
from grader.web.wsgi import WsgiServer
from university.bootstrap import build
from university.settings import Settings


class _Compiled(BytecodeCache):
    """Compiled templates, shared by all sites of the process: acceptance tests build a site for each test."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before, of the same source."""
        bucket.code = self._held.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._held[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
_PATIENCE = 10.0


def university_site(slot: str, part: object) -> Flask:
    """The whole site on the seeded campus, with `part` in the slot. Its clock stands still.

    Raises what the app's `build` raises for an unknown slot or a part that is not callable.
    """
    return _site({slot: part})


def rehearse() -> None:
    """Make the campus, compile the templates and ask for pages: whoever forks from this process
    finds done what takes long the first time only."""
    site = _site({})
    for name in site.jinja_env.list_templates():
        site.jinja_env.get_template(name)
    server = WsgiServer(site, Mishaps())
    for page in (b"/", b"/desk/S-1042?ask=BIO-201-A"):
        request = b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % page
        server.answer(request, _PATIENCE)
    server.close()


def _site(overrides: Mapping[str, object]) -> Flask:
    site = build(Settings(database_url="memory:"), {"clock": clock, **overrides}).get(Flask)
    site.jinja_env.bytecode_cache = _COMPILED
    site.extensions[FRESH] = lambda: _site(overrides)
    return site
