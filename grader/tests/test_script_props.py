"""A learner's program runs as a script would: in a folder, with arguments, exit code and two outputs."""

from __future__ import annotations

import pytest

from grader.props.scripts import complains_of, complaint, ended, try_script

FILES = {"elsewhere/": "", "desk/data.txt": "42\n"}


def program() -> str:
    return """
import sys
from pathlib import Path

if __name__ == "__main__":
    print(Path(__file__).with_name("data.txt").read_text().strip(), *sys.argv[1:])
    if "--fail" in sys.argv:
        sys.exit("no such course: NIL-000")
"""


def test_a_script_runs_from_any_folder_with_its_arguments() -> None:
    assert ended(program, "desk/show.py", "python desk/show.py one", FILES) == (0, "42 one\n")
    assert ended(program, "desk/show.py", "cd elsewhere && python ../desk/show.py", FILES) == (0, "42\n")


def test_importing_is_not_running() -> None:
    assert ended(program, "desk/show.py", "cd desk && python -c 'import show'", FILES) == (0, "")


@pytest.mark.parametrize(
    ("word", "said"),
    [("NIL-000", "NIL-000"), ("No Such", "No Such"), ("BIO-201", "something else")],
    ids=["named", "in other letters", "not named"],
)
def test_a_complaint_names_the_word_or_does_not(word: str, said: str) -> None:
    call = "python desk/show.py --fail"
    assert complains_of(program, "desk/show.py", call, FILES, word) == (1, "42 --fail\n", said)


def test_silence_and_a_traceback_are_told_apart() -> None:
    assert complains_of(program, "desk/show.py", "python desk/show.py", FILES, "x")[2] == "nothing"
    assert complains_of(program, "desk/show.py", "python desk/show.py", {}, "x")[2] == "a traceback"
    assert "FileNotFoundError" in complaint(program, "desk/show.py", "python desk/show.py", {})


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="one text"):
        ended(lambda: None, "show.py", "python show.py", {})


def test_a_learner_sees_output_complaint_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    try_script(program, "desk/show.py", "python desk/show.py --fail", FILES)
    assert capsys.readouterr().out == "42 --fail\nstandard error: no such course: NIL-000\nexit code: 1\n"
