"""`work/start.ipynb`: where a learner begins, with links to every lesson and its exercises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.manifest import Chapter, Course

_WELCOME = """\
# {title}

You are in `work/`, your own copy of the course. Change anything: the course itself stays as it is, and
whatever a reset or an update replaces is first kept in `work/.history`.

1. Open a **lesson**, read it, predict what each cell does, and run it (Shift+Enter).
2. Open its **exercises**, write your answers, and save the notebook (Ctrl+S).
3. In a terminal (File → New → Terminal) run `course check {example}` (the lesson's number).
4. Press **+** (New Launcher) for the tiles **Book** and **University app**.

On a small screen the side bar closes for your notebook; the icons on the left open it again.
"""

_UNFINISHED = """\

The course is being written: {lessons} there.
What a lesson needs is named in the box at its beginning.
"""

_COMMANDS = """\
## The commands

| Command | What it does |
| --- | --- |
| `course check {example}` | says what passes, what does not, and why; `{example}.1` is its first task |
| `course progress` | shows where you stand |
| `course app --with {example}` | runs the university app with your answers inside |
| `course reset {example}` | gives you the exercises anew; your version is kept |
| `course solution {example}.1` | shows the solution, after you passed or gave up |
| `course update` | fetches the newest lessons and keeps your answers |
| `course doctor` | finds what is wrong with the set-up |
"""


def notebook(course: Course) -> dict[str, Any]:
    """The start page of the course, the same for the same course."""
    example = _example(course)
    welcome = _WELCOME.format(title=course.title, example=example) + _unfinished(course)
    cells = [
        _markdown("welcome", welcome),
        _code("progress", "from grader import progress\n\nprogress()"),
        _markdown("lessons", "\n".join(_list(course))),
        _markdown("commands", _COMMANDS.format(example=example)),
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _example(course: Course) -> str:
    """The first lesson whose parts go into the app, so that every command of the table works with it."""
    lessons = sorted(course.lessons(), key=lambda lesson: not any(task.slot for task in lesson.tasks))
    return lessons[0].name if lessons else "1.1"


def _unfinished(course: Course) -> str:
    names = [lesson.name for lesson in course.lessons()]
    if not names or len(names) == len(list(course.lessons(written=False))):
        return ""
    *first, last = names
    are = f"lessons {', '.join(first)} and {last} are" if first else f"lesson {last} is"
    return _UNFINISHED.format(lessons=are)


def _list(course: Course) -> Iterator[str]:
    yield "## Lessons and exercises"
    for chapter in course.chapters:
        yield from _chapter(chapter)
    if any(lesson.core for lesson in course.lessons()):
        yield "\n★ belongs to the core track of twelve weeks."


def _chapter(chapter: Chapter) -> Iterator[str]:
    written = [lesson for lesson in chapter.lessons if lesson.written]
    if not written:
        return
    yield f"\n**Chapter {chapter.number} · {chapter.title}**\n"
    for lesson in written:
        star = " ★" if lesson.core else ""
        exercises = f" · [exercises](exercises/{lesson.exercise.as_posix()})" if lesson.tasks else ""
        yield f"- {lesson.name} [{lesson.title}](lessons/{lesson.page.as_posix()}){star}{exercises}"


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.strip()}


def _code(name: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "source": text,
        "outputs": [],
        "execution_count": None,
    }
