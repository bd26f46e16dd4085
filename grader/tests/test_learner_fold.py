"""Predictions in a learner's copies of lessons: the answer is folded, whatever else stands there is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from learner_course import LESSON, cell, fresh_course, notebook_of, write

from grader import paths as course_paths
from grader.learner import work
from grader.learner.copies import copies
from grader.learner.fold import fold, folded

BEGIN, END = "<details><summary>I have run it: compare</summary>\n\n", "\n\n</details>"
ASK = "> **Predict**\n> What is printed?"


def after(*sources: tuple[str, str]) -> list[str]:
    cells = [cell(kind, str(number), source) for number, (kind, source) in enumerate(sources)]
    fold(cells)
    return [one["source"] for one in cells]


def test_the_text_after_the_code_is_folded_once() -> None:
    answer, more = "It prints 2.", "Something else."
    asked = [("markdown", ASK), ("code", "1 + 1"), ("code", "2"), ("markdown", answer), ("markdown", more)]
    assert after(*asked)[3:] == [f"{BEGIN}{answer}{END}", more]


def test_without_a_prediction_or_before_the_code_nothing_is_folded() -> None:
    sources = [("markdown", "Text."), ("code", "1"), ("markdown", "More."), ("markdown", ASK)]
    assert after(*sources, ("markdown", "A hint.")) == [source for _, source in sources] + ["A hint."]
    assert after(("markdown", ASK), ("markdown", "A hint."), ("code", "1"), ("markdown", "Two."))[1::2] == [
        "A hint.",
        f"{BEGIN}Two.{END}",
    ]


def test_an_answer_that_asks_again_is_folded_and_its_question_is_not() -> None:
    second = f"It prints 2.\n\n{ASK}"
    found = after(
        ("markdown", ASK), ("code", "1"), ("markdown", second), ("code", "2"), ("markdown", "It is 3.")
    )
    assert found[2::2] == [f"{BEGIN}It prints 2.{END}\n\n{ASK}", f"{BEGIN}It is 3.{END}"]


@pytest.mark.parametrize("rest", ["## A heading\n\nText.", "> **Pitfall**\n> Text.", "###### Deep"])
def test_a_heading_or_a_callout_stays_outside(rest: str) -> None:
    assert folded(f"Two.\n\n{rest}") == f"{BEGIN}Two.{END}\n\n{rest}"
    assert folded(rest) == rest


@pytest.mark.parametrize(
    "text", ["```python\n# no heading\n```\nText.", "~~~\n```\n# none\n~~~", "#1 of 2", "> a quotation"]
)
def test_what_only_looks_like_a_heading_is_part_of_the_answer(text: str) -> None:
    assert folded(text) == f"{BEGIN}{text}{END}"


def test_only_the_copy_is_folded_and_it_counts_as_unchanged(tmp_path: Path) -> None:
    paths = fresh_course(tmp_path)
    asked = [cell("markdown", "ask", ASK), cell("code", "run", "1 + 1"), cell("markdown", "said", "Two.")]
    write(paths.book / LESSON, asked)
    work.prepare(paths)
    copy = notebook_of(paths.work / "lessons" / LESSON)["cells"]
    assert "".join(copy[2]["source"]) == f"{BEGIN}Two.{END}"
    assert notebook_of(paths.book / LESSON)["cells"][2]["source"] == "Two."
    write(paths.book / LESSON, [*asked[:2], cell("markdown", "said", "It is two.")])
    renewed = {step.copy.name: step.what for step in work.prepare(paths)}
    assert renewed[f"lessons/{LESSON.as_posix()}"] == "renewed"


def test_in_the_real_lessons_no_answer_is_open_unless_something_else_begins_with_it() -> None:
    lessons = [
        one for one in copies(course_paths.find()) if one.name.startswith("lessons/") and one.is_notebook
    ]
    assert lessons
    for lesson in lessons:
        answers = list(_answers(lesson.notebook["cells"]))
        assert sum(text.startswith(BEGIN) for text in answers) >= 3, lesson.name
        for text in answers:
            assert text.startswith((BEGIN, "#", "> **")), (lesson.name, text)


def _answers(cells: list[dict[str, Any]]) -> list[str]:
    """For each cell with a prediction the first text after the code that follows it."""
    texts = [(one["cell_type"], "".join(one["source"])) for one in cells]
    found = []
    for place, (kind, text) in enumerate(texts):
        if kind == "markdown" and "> **Predict**" in text:
            code = next(there for there in range(place, len(texts)) if texts[there][0] == "code")
            found += [later for what, later in texts[code:] if what == "markdown"][:1]
    return found
