"""All checks in their order."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator

from grader.learner import say
from grader.learner.doctor import course, environment, machine
from grader.learner.doctor.finding import Finding
from grader.paths import Paths


def examine(paths: Paths) -> int:
    """Print one line a finding with its mend; returns how many things are wrong."""
    wrong = 0
    for finding in findings(paths):
        say.line("✓" if finding.fine else "✗", finding.text)
        if not finding.fine:
            wrong += 1
            say.line("→", finding.mend, indent=2)
    if wrong:
        say.line(
            "✗", f"{wrong} thing{' is' if wrong == 1 else 's are'} wrong; the arrows say how to mend it."
        )
    else:
        say.line("✓", "Everything is in order.")
    return wrong


def findings(paths: Paths) -> Iterator[Finding]:
    """Every finding. A check that fails by itself is a finding too, and the next ones still run."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        environment.interpreter,
        lambda: environment.stamp(paths),
        lambda: environment.packages(paths),
        environment.kernel,
        machine.ports,
        lambda: machine.disk(paths),
        machine.isolation,
        lambda: machine.git(paths),
        lambda: course.notebooks(paths),
        lambda: course.record(paths),
        lambda: course.database(paths),
        lambda: course.worker(paths),
    ]
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # a doctor who faints helps nobody
            last = traceback.extract_tb(error.__traceback__)[-1]
            yield Finding(False, f"{last.name}: {type(error).__name__}: {error}", "Run: make setup")
