"""The `course` command. A subcommand is imported when it is called, so `course check` starts fast."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import sys

import click

from grader import commands
from grader.errors import CourseError

_GROUPS = {
    "For learners": (
        "start",
        "check",
        "progress",
        "app",
        "solution",
        "reset",
        "milestone",
        "update",
        "doctor",
    ),
    "For instructors": ("grade",),
    "For authors": ("book", "checkpoint", "derive", "verify"),
}


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; raises CourseError that names the nearest command for an unknown one."""
        known = self.list_commands(ctx)
        if args[0].startswith("-") or args[0] in known:
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(args[0], known, n=1)
        hint = f"Did you mean: course {near[0]}" if near else "See: course --help"
        raise CourseError(f"There is no command {args[0]!r}.", remedy=hint)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by whom they are for, each with its first sentence in full."""
        known = self.list_commands(ctx)
        grouped = {name for names in _GROUPS.values() for name in names}
        groups = {**_GROUPS, "Others": tuple(name for name in known if name not in grouped)}
        width = max(map(len, known))
        for heading, names in groups.items():
            rows = [(f"{name:<{width}}", self._about(ctx, name)) for name in names if name in known]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def _about(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=500) if command is not None else ""


@click.command(cls=Subcommands)
def course() -> None:
    """Learn, grade and build the course. `course COMMAND --help` says more."""


def main() -> None:
    """Run the command; bad input ends with a message and exit code 2, Ctrl-C with 130."""
    try:
        course.main(standalone_mode=False)
    except CourseError as error:
        click.secho(f"✗ {error.message}", err=True, fg="red")
        for line in error.remedy.splitlines():
            click.echo(f"  {line}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was already saved stays saved.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
