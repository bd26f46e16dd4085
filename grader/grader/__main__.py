"""The `course` command. A subcommand is imported when it is called, so `course check` starts fast."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from grader import commands
from grader.errors import CourseError


class Subcommands(click.Group):
    """Finds a subcommand in the module of the same name in `grader.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's own signature)
        """The modules of `grader.commands`."""
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The click command of one module, or None when there is no such module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"grader.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=Subcommands)
def course() -> None:
    """Learn, grade and build the course. `course COMMAND --help` says more."""


def main() -> None:
    """Run the command; bad input ends with a message and exit code 2, Ctrl-C with 130."""
    try:
        course.main(standalone_mode=False)
    except CourseError as error:
        click.secho(f"✗ {error.message}", err=True, fg="red")
        click.echo(f"  {error.remedy}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was already saved stays saved.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
