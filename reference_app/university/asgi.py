"""For ASGI servers: `uvicorn --factory university.asgi:create_app`, settings from the environment."""

from __future__ import annotations

import os

from university.bootstrap.starting import build
from university.entrypoints.api_v2 import AsgiApp
from university.settings import Settings


def create_app() -> AsgiApp:
    """The interface v2. Raises SettingsError where the environment is not safe or cannot work."""
    return build(Settings.from_mapping(os.environ), site=False).get(AsgiApp)
