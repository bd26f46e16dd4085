"""Proves the exercises: solutions earn full marks, stubs nothing, bank answers what they deserve."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode

from grader.authoring import bank, derived, lessons, release, structure
from grader.authoring.bank import Answer
from grader.errors import CourseError
from grader.manifest import Lesson, Task
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.paths import Paths

if TYPE_CHECKING:
    from grader.verdict.verdict import Verdict
    from grader.worker import Worker

Judge = Callable[[NotebookNode, NotebookNode], "Verdict"]


@dataclass(slots=True)
class Findings:
    """What was looked at in one lesson, and what is wrong with it: each defect begins with a file's name."""

    lesson: Lesson
    tasks: int = 0
    points: float = 0.0
    wrong: int = 0
    right: int = 0
    cells: int = 0
    ignored: int = 0
    defects: list[str] = field(default_factory=list)


def verify(paths: Paths, chosen: Sequence[Lesson], workers: Sequence[Worker]) -> Iterator[Findings]:
    """Verify lessons one after the other, each on all workers at once."""
    from grader.verdict.verdict import judge

    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def judged(notebook: NotebookNode, source: NotebookNode) -> Verdict:
        worker = idle.get()
        try:
            return judge(notebook, source, worker, in_practice=True)
        finally:
            idle.put(worker)

    released = release.exercises(paths)
    with ThreadPoolExecutor(len(workers), thread_name_prefix="verify") as pool:
        for lesson in chosen:
            yield _Verification(paths, lesson, released).run(judged, pool)


def stale(paths: Paths) -> list[str]:
    """The files of `exercises/` that are not what `solutions/` generates."""
    (generator,) = derived.choose(["exercises"])
    return [
        f"{path} is not what solutions/ generates: run `course derive exercises`"
        for path, _ in derived.stale(generator, paths)
    ]


class _Verification:
    """One lesson: its structure, its two notebooks, its answers."""

    def __init__(self, paths: Paths, lesson: Lesson, released: Mapping[Path, bytes]) -> None:
        self._paths = paths
        self._lesson = lesson
        self._file = Path("solutions") / lesson.exercise
        self._released = released
        self._found = Findings(lesson, tasks=len(lesson.tasks))

    def run(self, judge: Judge, pool: ThreadPoolExecutor) -> Findings:
        found = self._found
        self._check_lesson()
        solution = files.read(self._paths.root / self._file)
        released = self._released.get(Path("exercises") / self._lesson.exercise)
        if released is None:
            found.defects.append(f"{self._file}: nbgrader releases no such notebook")
            return found
        exercise: NotebookNode = nbformat.reads(released.decode(), as_version=4)  # type: ignore[no-untyped-call]
        found.points = sum(cell.points for cell in cells(solution))
        found.defects += [f"{self._file}: {it}" for it in structure.defects(self._lesson, solution, exercise)]
        jobs = [
            pool.submit(_solution_defects, judge, solution),
            pool.submit(_exercise_defects, judge, exercise, solution),
        ]
        names = [self._file, Path("exercises") / self._lesson.exercise]
        by_hand = {cell.task for cell in cells(solution) if cell.is_manual}
        for task in self._lesson.tasks:
            if task.slug in by_hand:
                continue  # no test can tell its answers apart
            for answer in self._answers(task):
                names.append(answer.file.relative_to(self._paths.root))
                jobs.append(pool.submit(_answer_defects, judge, solution, task, answer))
        for name, job in zip(names, jobs, strict=True):
            found.defects += [f"{name}: {defect}" for defect in job.result()]
        return found

    def _check_lesson(self) -> None:
        page = Path("book") / self._lesson.page
        try:
            ignored, count = lessons.ignored(files.read(self._paths.root / page))
        except CourseError as error:
            self._found.defects.append(f"{page}: {error.message}")
            return
        self._found.ignored, self._found.cells = ignored, count
        if ignored > lessons.MOST_IGNORED * count:
            self._found.defects.append(
                f"{page}: nbval ignores {ignored} of {count} cells; at most {lessons.MOST_IGNORED:.0%} may be"
            )
        self._found.defects += [
            f"{stray.relative_to(self._paths.root)}: belongs to no task of {self._lesson.name}"
            for stray in bank.strays(self._paths, self._lesson)
        ]

    def _answers(self, task: Task) -> list[Answer]:
        answers = bank.answers(self._paths, self._lesson, task)
        wrong = sum(1 for answer in answers if answer.is_wrong)
        right = len(answers) - wrong
        self._found.wrong += wrong
        self._found.right += right
        folder = self._paths.bank / self._lesson.assignment / self._lesson.notebook / task.slug
        place = folder.relative_to(self._paths.root)
        if wrong < bank.WRONG_AT_LEAST:
            self._found.defects.append(
                f"{place}: {wrong} wrong answers, at least {bank.WRONG_AT_LEAST} are needed"
            )
        if right < bank.RIGHT_AT_LEAST:
            self._found.defects.append(
                f"{place}: {right} right answers, at least {bank.RIGHT_AT_LEAST} is needed"
            )
        return answers


def _solution_defects(judge: Judge, solution: NotebookNode) -> list[str]:
    verdict = judge(copy.deepcopy(solution), solution)
    return [
        f"`{cell.id}` {cell.outcome}, {cell.score:g} of {cell.max_score:g}: {cell.detail or cell.message}"
        for cell in verdict.cells
        if cell.score < cell.max_score and cell.outcome != "manual"
    ]


def _exercise_defects(judge: Judge, exercise: NotebookNode, solution: NotebookNode) -> list[str]:
    verdict = judge(exercise, solution)
    return [
        f"the untouched `{cell.id}` earns {cell.score:g} points" for cell in verdict.cells if cell.score > 0
    ]


def _answer_defects(judge: Judge, solution: NotebookNode, task: Task, answer: Answer) -> list[str]:
    source = _only(task, solution)
    notebook = copy.deepcopy(source)
    for cell in cells(notebook):
        if cell.is_solution and cell.grade_id == task.slug:
            notebook.cells[cell.index].source = answer.code
    verdict = judge(notebook, source)
    graded = [cell for cell in verdict.cells if cell.task == task.slug]
    failed = [cell for cell in graded if cell.score < cell.max_score]
    defects = answer.defects()
    if not answer.is_wrong:
        return defects + [f"right, but `{cell.id}` fails: {cell.detail or cell.message}" for cell in failed]
    if not failed:
        return [*defects, "wrong, but every test passes"]
    met = "; ".join(cell.message for cell in failed)
    if answer.message not in (None, "", "?") and answer.message not in met:
        return [*defects, f"fails without the message {answer.message!r}; the learner reads: {met}"]
    return defects


def _only(task: Task, solution: NotebookNode) -> NotebookNode:
    """The solution without the test cells of other tasks, so that an answer costs its own tests only."""
    trimmed = copy.deepcopy(solution)
    trimmed.cells = [
        trimmed.cells[cell.index] for cell in cells(solution) if not cell.is_test or cell.task == task.slug
    ]
    return trimmed
