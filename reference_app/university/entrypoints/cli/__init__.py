"""The command line: the group `university`, with one command a file.

A module here has `command`, a click command named as it should be called. Whatever is in this folder is
taken.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import click

from university.domain.errors import DomainError, InvalidValue, NotFound
from university.settings import SettingsError

T = TypeVar("T")
FAILED = 1


class BadInput(click.ClickException):
    """What was typed or set cannot be used."""

    exit_code = 2


class Services(Protocol):
    """Where commands get their use cases from."""

    def get(self, kind: type[T]) -> T:
        """The one `kind` of this app."""

    def close(self) -> None:
        """Let go of files and connections."""


class App:
    """The app behind one command: built when a use case is asked for, closed at the end."""

    def __init__(self, build: Callable[[], Services]) -> None:
        self._build = build
        self._services: Services | None = None

    def get(self, kind: type[T]) -> T:
        """The one `kind` of the app."""
        if self._services is None:
            self._services = self._build()
        return self._services.get(kind)

    def close(self) -> None:
        """Close the app, if a command needed it."""
        if self._services is not None:
            self._services.close()
            self._services = None


class University(click.Group):
    """Shows the app's errors as messages, with the exit code for their kind."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise BadInput(str(error)) from error
        except DomainError as error:
            message = f"{error.message} {error.remedy}"
            if isinstance(error, InvalidValue | NotFound):
                raise BadInput(message) from error
            raise click.ClickException(message) from error
        finally:
            ctx.obj.close()


def create_cli(build: Callable[[], Services]) -> click.Group:
    """The group with every command of this folder; `build` is called when a command needs the app."""
    group = University(
        name="university",
        help="Aldermoor University, the course's reference app.",
        context_settings={"obj": App(build), "help_option_names": ["-h", "--help"]},
    )
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        group.add_command(importlib.import_module(f"{__name__}.{module}").command)
    return group


def service(kind: type[T]) -> T:
    """A use case of the running command's app."""
    app: App = click.get_current_context().obj
    return app.get(kind)
