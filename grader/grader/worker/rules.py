"""URL rules that cost nothing until a URL is built: notebooks of Flask make hundreds of them.

Werkzeug compiles two functions for every rule when the rule is added, which takes longer than all else that
making an app takes; most apps of a test answer a request or two and build no URL.
"""

from __future__ import annotations

from collections.abc import Callable

import werkzeug.routing
from flask import Flask

_Built = tuple[str, str]


class Rule(werkzeug.routing.Rule):
    """Compiles what builds its URLs when the first one is built."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., _Built]:
        compiled: Callable[..., _Built] | None = None
        make = super()._compile_builder

        def build(*args: object, **kwargs: object) -> _Built:
            nonlocal compiled
            if compiled is None:
                compiled = make(append_unknown)
            return compiled(*args, **kwargs)

        return build


def prefer() -> None:
    """Let every Flask app of this process, and of those forked from it, make such rules."""
    Flask.url_rule_class = Rule
