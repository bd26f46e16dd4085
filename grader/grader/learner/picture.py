"""The learner's progress as a picture in JupyterLab and as text elsewhere."""

from __future__ import annotations

from html import escape

from grader import paths as course_paths
from grader.learner import progress as record
from grader.learner import say
from grader.learner.copies import course_of

_WIDTH, _LINE, _TOP, _LABEL, _BAR = 720, 34, 46, 360, 190
# Follows JupyterLab's theme where there is one, else the system's; the words carry the meaning.
_STYLE = """
.p-text{fill:var(--jp-content-font-color1,#1b1f24);font:14px system-ui,sans-serif}
.p-head{font-weight:600;font-size:15px}.p-rail{fill:none;stroke:var(--jp-border-color0,#6b7280)}
.p-ground{fill:var(--jp-layout-color0,#fff)}
.p-done{fill:#1a7f52}.p-part{fill:#2f6fb3}
@media (prefers-color-scheme:dark){.p-text{fill:var(--jp-content-font-color1,#e6e8eb)}
.p-ground{fill:var(--jp-layout-color0,#16181d)}
.p-done{fill:#4cc38a}.p-part{fill:#6aa9e9}}
"""


class Picture:
    """How far a learner is: `rows` one a lesson, in the course's order."""

    def __init__(self, rows: list[record.Row], step: str) -> None:
        self.rows = rows
        self.step = step

    def __repr__(self) -> str:
        return "\n".join([self.summary, *(_line(row) for row in self.rows), f"Next: {self.step}"])

    @property
    def summary(self) -> str:
        """One sentence with the counts."""
        tasks = sum(len(row.lesson.tasks) for row in self.rows)
        passed = sum(row.passed for row in self.rows)
        done = sum(row.done for row in self.rows)
        return f"{passed} of {say.tasks(tasks)} passed, {done} of {_lessons(len(self.rows))} done."

    def _repr_svg_(self) -> str:
        height = _TOP + _LINE * len(self.rows) + 34
        described = "; ".join(_line(row) for row in self.rows)
        lines = "".join(_bar(row, _TOP + _LINE * place) for place, row in enumerate(self.rows))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="p-title p-desc" style="max-width:100%">'
            f'<title id="p-title">Your progress</title><desc id="p-desc">{escape(self.summary)} '
            f"{escape(described)}</desc><style>{_STYLE}</style>"
            # As an image the picture knows the system's colours but not the page's: it brings its own ground.
            f'<rect class="p-ground" width="{_WIDTH}" height="{height}"/>'
            f'<text class="p-text p-head" x="4" y="22">{escape(self.summary)}</text>{lines}'
            f'<text class="p-text" x="4" y="{height - 10}">Next: {escape(self.step.replace("`", ""))}</text>'
            "</svg>"
        )

    def _repr_html_(self) -> str:
        return self._repr_svg_()


def progress() -> Picture:
    """The learner's standing in this checkout; raises CourseError when the record is damaged."""
    paths = course_paths.find()
    rows = record.rows(paths, course_of(paths))
    return Picture(rows, record.next_step(rows))


def _line(row: record.Row) -> str:
    name = f"{row.lesson.name} {row.lesson.title}"
    return f"{name}: {row.passed} of {say.tasks(len(row.lesson.tasks))}, {row.state}"


def _lessons(number: int) -> str:
    return f"{number} lesson{'' if number == 1 else 's'}"


def _bar(row: record.Row, top: int) -> str:
    tasks = len(row.lesson.tasks)
    filled = round(_BAR * row.passed / tasks) if tasks else 0
    title = f"{row.lesson.name}{' ★' if row.lesson.core else ''} {row.lesson.title}"
    short = title if len(title) <= 44 else f"{title[:43].rstrip()}…"
    mark = {"done": "✓", "begun": "…", "not begun": "○"}[row.state]
    return (
        f'<text class="p-text" x="4" y="{top + 15}">{escape(short)}</text>'
        f'<rect class="{"p-done" if row.done else "p-part"}" x="{_LABEL}" y="{top + 3}" width="{filled}" '
        f'height="14" rx="4"/>'
        f'<rect class="p-rail" x="{_LABEL}" y="{top + 3}" width="{_BAR}" height="14" rx="4"/>'
        f'<text class="p-text" x="{_LABEL + _BAR + 12}" y="{top + 15}">'
        f"{mark} {row.passed}/{tasks} {row.state}</text>"
    )
