"""Names that need care on the way to a database, a page or a terminal; files that have two names."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from grade_course import RIGHT
from grade_room import LARGEST, Class

from grader import paths
from grader.worker import Source, Worker


@pytest.mark.parametrize(
    "name",
    ["50% done", "which one?", "a?mode=ro", "%2e%2e", "#1", "100%%", "a;b", "'quoted'", "ü & ö", "%(here)s"],
)
def test_results_may_lie_in_a_folder_of_any_name(room: Class, name: str) -> None:
    room.out = room.out / name
    room.hand_in("ana", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 0, result.output
    assert {entry.name for entry in room.out.iterdir()} >= {"gradebook.db", "results.json", "feedback"}
    assert [entry.name for entry in room.out.parent.iterdir()] == [name]
    assert room.records()["ana"]["score"] == 4
    assert "unchanged since the last run" in room.grade().output


def test_submissions_may_lie_in_a_folder_of_any_name(room: Class) -> None:
    room.submitted = room.submitted / "50% of ?#1"
    room.hand_in("ana", add=RIGHT)
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 4


def test_a_students_name_that_is_no_utf8_is_a_problem_of_that_student(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    Path(os.fsdecode(os.fsencode(room.submitted) + b"/Zo\xeb/ch01")).mkdir(parents=True)
    result = room.grade()
    assert result.exit_code == 1
    assert "✗ Zo?: not graded, because of the folder's name. Rename the folder" in result.output
    assert list(room.records()) == ["ana"]


def test_letters_of_every_script_are_letters(room: Class) -> None:
    decomposed = unicodedata.normalize("NFD", "Zoë")
    names = {decomposed, "Zoë", "अमिता", "Đặng Văn"}
    for name in names:
        room.hand_in(name, add=RIGHT)
    result = room.grade()
    assert result.exit_code == 0, result.output
    assert {student: record["score"] for student, record in room.records().items()} == dict.fromkeys(names, 4)
    assert room.feedback(decomposed) != room.feedback("Zoë")
    with room.gradebook() as book:
        assert {student.id for student in book.students} == names


@pytest.mark.parametrize("name", ["a\u202eb", "a<b", "a&b", "a\tb", "a\nb", "a\u0338<", "a\u200bb", 'a"b'])
def test_signs_that_are_none_of_names_are_a_problem(room: Class, name: str) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in(name, add=RIGHT)
    result = room.grade()
    assert result.exit_code == 1 and "Rename the folder" in result.output
    assert list(room.records()) == ["ana"]
    assert not {sign for sign in result.output if not sign.isprintable()} - {"\n"}


def test_a_notebooks_name_that_is_no_utf8_is_told(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT)
    Path(os.fsdecode(os.fsencode(file.parent) + b"/L\xf6sung.ipynb")).write_text("{}", encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0, result.output
    assert "Ignored" in result.output and "sung.ipynb" in result.output
    assert room.records()["ana"]["score"] == 4


def test_a_hard_link_is_the_file_that_it_is(room: Class, tmp_path: Path) -> None:
    """Tools that save space link equal files of a class: both are graded, and neither is written."""
    first = room.hand_in("ana", add=RIGHT, largest=LARGEST)
    second = room.submitted / "bo" / "ch01" / first.name
    second.parent.mkdir(parents=True)
    os.link(first, second)
    before = first.read_bytes()
    assert room.grade().exit_code == 0
    assert {student: record["score"] for student, record in room.records().items()} == {"ana": 8, "bo": 8}
    assert first.read_bytes() == before and second.samefile(first)
    for student in ("ana", "bo"):
        autograded = room.out / "autograded" / student / "ch01" / first.name
        assert autograded.stat().st_nlink == 1
        json.loads(autograded.read_text(encoding="utf-8"))


@pytest.mark.parametrize("isolated", [False, True], ids=["limited", "isolated"])
def test_a_hard_linked_file_beside_a_notebook_is_a_copy_in_the_run(isolated: bool, tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere.csv", tmp_path / "work"
    elsewhere.write_text("1", encoding="utf-8")
    folder.mkdir()
    os.link(elsewhere, folder / "data.csv")
    code = "open('data.csv', 'a').write('2'); print(open('data.csv').read())"
    with Worker.private(paths.find(), isolated=isolated) as worker:
        (cell,) = worker.run([Source(0, code)], folder=folder).cells
    assert cell.outputs[0]["text"] == "12\n"
    assert elsewhere.read_text(encoding="utf-8") == "1"


def test_of_two_notebooks_with_one_name_the_one_in_its_place_is_graded(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT)
    deeper = file.parent / "ch01" / file.name
    deeper.parent.mkdir()
    deeper.write_text("{}", encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0
    assert f"Ignored, because it lies in a further folder: {deeper}" in result.output
    assert room.records()["ana"]["score"] == 4


def test_a_notebook_that_lies_too_deep_is_not_handed_in_and_says_where_it_is(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT)
    deeper = file.parent / "my work" / file.name
    deeper.parent.mkdir()
    file.rename(deeper)
    room.hand_in("bo", add=RIGHT)
    result = room.grade()
    assert f"Ignored, because it lies in a further folder: {deeper}" in result.output
    assert room.records()["ana"]["outcome"] == "not_run"
    assert "in a further folder, <code>my work</code>: hand it in without that." in room.feedback("ana")
    deeper.rename(file)
    assert "unchanged" not in room.grade().output.splitlines()[0]
    assert room.records()["ana"]["score"] == 4
