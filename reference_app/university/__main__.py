"""The command `university`, also `python -m university`."""

from __future__ import annotations

import os

from university.bootstrap import Container, build
from university.entrypoints.cli import create_cli
from university.settings import Settings


def _build() -> Container:
    return build(Settings.from_mapping(os.environ))


def main() -> None:
    """Run the command line, with settings from the environment."""
    create_cli(_build)(prog_name="university")


if __name__ == "__main__":
    main()
