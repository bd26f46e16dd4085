"""Templates that are compiled once: tests make the same app, with the same templates, for every request.

Jinja keeps what it compiled for each environment, and each Flask app has an environment of its own. Compiling
takes longer than all else that showing a page takes.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import flask.templating
from flask import Flask
from flask.json.provider import JSONProvider

_MOST = 1000
_held: dict[Hashable, Any] = {}


class Environment(flask.templating.Environment):
    """Looks whether an environment like it has compiled the same source before."""

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Code, or its text, as Jinja's own compiles it."""
        try:
            key = self._key(source, *args, **kwargs)
            held = _held.get(key)
        except TypeError:  # a filter or an argument that cannot be a key
            return super().compile(source, *args, **kwargs)
        if held is None:
            held = super().compile(source, *args, **kwargs)
            if len(_held) >= _MOST:
                _held.clear()
            _held[key] = held
        return held

    def _key(self, source: Any, name: str | None = None, *args: Any, **kwargs: Any) -> Hashable:
        """All that the code depends on; raises TypeError where that is not known."""
        if not isinstance(source, str):
            raise TypeError
        escapes = self.autoescape(name) if callable(self.autoescape) else self.autoescape
        settings = (self.lexer, tuple(self.extensions), escapes, self.finalize, self.optimized, self.is_async)
        # The compiler calls filters and tests of constants, and those may ask for the policies.
        called = (*self.filters.items(), *self.tests.items())
        named = frozenset(pair for pair in called if pair[0] in source)
        return type(self), settings, named, self._policies(), source, name, args, frozenset(kwargs.items())

    def _policies(self) -> Hashable:
        policies = {**self.policies}
        dumps = policies.pop("json.dumps_function")
        told = tuple((name, repr(value)) for name, value in policies.items())
        if not isinstance(provider := getattr(dumps, "__self__", None), JSONProvider):
            return told, dumps
        # Each app has a provider of its own, and most are alike.
        settings = {name: value for name, value in vars(provider).items() if name != "_app"}
        return told, dumps.__func__, type(provider), frozenset(settings.items())


def prefer() -> None:
    """Let every Flask app of this process, and of those forked from it, have such an environment."""
    Flask.jinja_environment = Environment
