"""For WSGI servers: `gunicorn "university.wsgi:create_app()"`, settings from the environment."""

from __future__ import annotations

import os

from flask import Flask

from university.bootstrap.starting import build
from university.settings import Settings


def create_app() -> Flask:
    """The site. Raises SettingsError where the environment is not safe or cannot work."""
    return build(Settings.from_mapping(os.environ)).get(Flask)
