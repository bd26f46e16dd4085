"""The university's site with a learner's part in it, on a store in memory."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from university.application.catalogue import Catalogue
from university.bootstrap import Container, build
from university.settings import Settings

_FRESH = "grader.fresh"  # grader.vocabulary.acceptance.FRESH; props and vocabulary do not import each other


def university_site(slot: str, part: object) -> Flask:
    """The whole site on the seeded campus, with `part` in the slot.

    Raises what the app's `build` raises for an unknown slot or a part that is not callable.
    """
    return _site({slot: part})


def memory_catalogue() -> Catalogue:
    """The catalogue of the seeded campus."""
    return _build({}).get(Catalogue)


def _site(overrides: Mapping[str, object]) -> Flask:
    site = _build(overrides).get(Flask)
    site.extensions[_FRESH] = lambda: _site(overrides)
    return site


def _build(overrides: Mapping[str, object]) -> Container:
    return build(Settings(database_url="memory:"), overrides)
