"""URL rules that cost nothing until a URL is built, and then once: notebooks of Flask make hundreds of them.

Werkzeug compiles two functions for every rule when the rule is added, which takes longer than all else that
making an app takes; most apps of a test answer a request or two and build few URLs, all the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import werkzeug.routing
from flask import Flask

_Built = tuple[str, str]

_MOST = 1000
_held: dict[Hashable, Callable[..., _Built]] = {}


class Rule(werkzeug.routing.Rule):
    """Compiles what builds its URLs when the first one is built, and no rule like it has done so before."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., _Built]:
        compiled: Callable[..., _Built] | None = None

        def build(*args: object, **kwargs: object) -> _Built:
            nonlocal compiled
            if compiled is None:
                compiled = self._compiled(append_unknown)
            return compiled(*args, **kwargs)

        return build

    def _compiled(self, append_unknown: bool) -> Callable[..., _Built]:
        if self.defaults:  # the code holds their values
            return super()._compile_builder(append_unknown)
        # The code asks for the converters when it is called, so nothing else of the rule is in it.
        key = self.rule, tuple(self._trace), append_unknown
        if key not in _held:
            if len(_held) >= _MOST:
                _held.clear()
            _held[key] = super()._compile_builder(append_unknown)
        return _held[key]


def prefer() -> None:
    """Let every Flask app of this process, and of those forked from it, make such rules."""
    Flask.url_rule_class = Rule
