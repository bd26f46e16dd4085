"""The table of `course progress`."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from grader.learner import say
from grader.learner.progress import Row, next_step


def show(rows: list[Row], console: Console | None = None) -> None:
    """Print one line a lesson, the sum, and the next step."""
    console = console or Console(highlight=False)
    table = Table(title="Your progress", title_justify="left")
    table.add_column("Ch", justify="right", no_wrap=True)
    table.add_column("Lesson", overflow="fold")
    table.add_column("Core", justify="center")
    for heading in ("Tasks", "Points", "Minutes left"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("State", no_wrap=True)
    for row in rows:
        table.add_row(*_cells(row))
    console.print(table)
    tasks = sum(len(row.lesson.tasks) for row in rows)
    console.print(
        f"{sum(row.passed for row in rows)} of {say.tasks(tasks)} passed, "
        f"{sum(row.points for row in rows):g} of {sum(row.max_points for row in rows):g} points."
    )
    console.print(
        "Each task counts with its best result; `course check` looks at your answers as they are now."
    )
    console.print(f"Next: {next_step(rows)}", markup=False)


def _cells(row: Row) -> tuple[str, ...]:
    mark = {"done": "✓ done", "begun": "… begun", "not begun": "○ not begun"}[row.state]
    return (
        str(row.lesson.chapter),
        f"{row.lesson.name} {row.lesson.title}",
        "★" if row.lesson.core else "",
        f"{row.passed}/{len(row.lesson.tasks)}",
        f"{row.points:g}/{row.max_points:g}",
        "?" if row.minutes_left is None else str(row.minutes_left),
        mark,
    )
