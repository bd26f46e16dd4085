"""What `course update` does and says."""

from __future__ import annotations

from pathlib import Path

from grader.learner import pull, say, withdrawn, work
from grader.paths import Paths


def fetch(paths: Paths) -> bool:
    """Pull and say how it went; True when the course's own files are newer now."""
    pulled = pull.pull(paths)
    say.line("✓" if pulled.ok else "!", pulled.message)
    if pulled.new_packages:
        say.line("!", "The packages of the course changed. Run: make setup")
    if not pulled.ok:
        say.line("→", "Going on with the course as it is here.")
    return pulled.moved


def bring(paths: Paths) -> int:
    """Merge the release into work/ and say what changed; returns the number of damaged notebooks."""
    steps = list(work.update(paths))
    for step in steps:
        _tell(paths, step)
    gone = withdrawn.clear(paths, {step.copy.name for step in steps})
    for one in gone:
        _tell_withdrawn(one.file.relative_to(paths.root), stays=one.stays)
    renewed = sum(step.what == "renewed" for step in steps)
    made = sum(step.what == "made" for step in steps)
    damaged = sum(step.what == "damaged" for step in steps)
    if renewed + made + damaged + len(gone) == 0:
        say.line("✓", "Everything in work/ is as new as the course.")
    elif renewed:
        say.line("→", "A notebook that is open in JupyterLab: File → Reload Notebook from Disk.")
    return damaged


def _tell(paths: Paths, step: work.Step) -> None:
    name = f"work/{step.copy.name}"
    kept = f" The old version: {step.kept.relative_to(paths.root)}" if step.kept else ""
    if step.what == "made":
        say.line("✓", f"New: {name}")
    elif step.what == "renewed":
        say.line("!" if step.lost else "✓", f"Updated: {name}.{kept}")
        for lost in step.lost:
            say.line("!", f"Replaced: {lost}.", indent=2)
    elif step.what == "damaged":
        trouble = step.trouble.replace(f"{paths.root}/", "")
        say.line("✗", f"{trouble}{kept}\nIt is left as it is. For a fresh one: {_fresh_one(step)}")


def _tell_withdrawn(name: Path, *, stays: bool) -> None:
    if not stays:
        say.line("✓", f"Removed: {name}, which is no longer a part of the course.")
        return
    say.line("!", f"{name} is no longer a part of the course.")
    say.line("→", "It stays as you left it, and is no longer checked.", indent=2)
    say.line("→", "Its tasks may be in another notebook now: see `course progress`.", indent=2)


def _fresh_one(step: work.Step) -> str:
    if step.copy.name.startswith("exercises/"):
        return f"course reset {step.copy.under}"
    return f"remove work/{step.copy.name}, then: course update --no-pull"
