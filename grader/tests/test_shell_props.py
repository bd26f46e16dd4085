"""A script is judged by what it leaves, in a room of its own, and nothing outlives it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from grader.props import room
from grader.props.shell import (
    Script,
    complains,
    exit_code,
    folder_after,
    modes_after,
    printed,
    texts_after,
    try_out,
)
from grader.vocabulary.expect import expect
from grader.vocabulary.failure import Failure, NotStarted, Unreadable, concealed

FILES = {"inbox/a b.csv": "1\n", "notes.txt": "Zoë\n", "empty/": ""}


def says(text: str) -> Script:
    return lambda: text


def test_the_folder_is_told_as_it_is_left() -> None:
    left = folder_after(
        says('mkdir out && mv inbox/*.csv out && rmdir empty && echo "$TERM_NAME" > t'), FILES
    )
    assert left == {"out/a b.csv": "1\n", "inbox/": "", "notes.txt": "Zoë\n", "t": "\n"}
    left = folder_after(says('printf %s "$WHO" > .who'), {}, WHO="Ana")
    assert left == {".who": "Ana"}
    assert texts_after(says("rm notes.txt; touch t"), FILES, "notes.txt", "t") == [None, ""]


def test_modes_output_and_exit_codes_are_told() -> None:
    assert modes_after(says("chmod 750 notes.txt"), FILES, "notes.txt", "absent") == ["rwxr-x---", ""]
    assert modes_after(says("chmod u+x notes.txt"), FILES, "notes.txt") == ["rwxr--r--"]
    assert printed(says("cat notes.txt; ls nothing"), FILES) == "Zoë\n"
    assert exit_code(says("exit 7"), {}) == 7
    told = [complains(says(text), {}) for text in ("echo a", "echo a >&2", "echo a; echo b >&2", ":")]
    assert told == ["standard output", "standard error", "both", "neither"]


def test_home_is_the_room_and_nothing_of_the_user_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    assert folder_after(says('cd; echo "[$SECRET_TOKEN]" > here'), {}) == {"here": "[]\n"}


def test_what_is_left_running_is_ended() -> None:
    pid = int(printed(says("sleep 60 & echo $!"), {}))
    for _ in range(1_000):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text(encoding="ascii"):
            return
        time.sleep(0.02)
    os.kill(pid, 9)
    pytest.fail("the process still runs")


def test_a_script_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SECONDS", 0.2)
    with pytest.raises(TimeoutError, match=r"still running after 0\.2 seconds"):
        exit_code(says("sleep 60"), {})


def test_a_script_is_waited_for_without_looking_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = threading.active_count()
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("slept"))
    assert printed(says("sleep 0.05; echo done"), {}) == "done\n"
    assert threading.active_count() == threads


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("touch a\nif [ -e a ]; then\necho b", "line 4: syntax error: unexpected end of file"),
        ("touch a\nfi", "line 2: syntax error near unexpected token `fi'; line 2: `fi'"),
        ("touch a\necho 'b", "line 2: unexpected EOF while looking for matching `''"),
    ],
)
def test_bashs_own_words_come_first_for_what_is_no_bash(text: str, said: str) -> None:
    for ask in (folder_after, exit_code, complains, modes_after):
        with pytest.raises(Unreadable) as caught:
            ask(says(text), FILES)
        assert said in str(caught.value)
    with pytest.raises(Failure) as failed:
        expect(folder_after, says(text), FILES).returns({}, because="Something else.")
    told = f"Bash cannot read the script: {said}. Mend that first."
    assert str(failed.value) == concealed(failed.value.fields(), tells_errors=True) == told
    assert failed.value.concealed() == "For another input: Something else."


def test_a_command_that_fails_is_no_mistake_in_the_writing() -> None:
    assert exit_code(says("cd nowhere; eval 'fi'; [ 1 -eq"), {}) == 2
    assert (
        printed(says("shopt -s extglob\nrm !(notes.txt)\nls"), {"a.txt": "", "notes.txt": ""})
        == "notes.txt\n"
    )


def test_only_text_is_a_script_and_a_stub_is_not_started() -> None:
    with pytest.raises(TypeError, match="return the commands as one text"):
        exit_code(lambda: ["ls"], {})

    def stub() -> str:
        raise NotImplementedError

    with pytest.raises(NotStarted):
        expect(folder_after, stub, FILES).returns({})
    with pytest.raises(Failure, match="notes"):
        expect(folder_after, says(""), FILES).returns({})


def test_files_stay_in_the_room() -> None:
    with pytest.raises(ValueError, match="outside"):
        folder_after(says(""), {"../x": ""})


def test_trying_out_shows_everything(capsys: pytest.CaptureFixture[str]) -> None:
    try_out("ls inbox; cd nowhere", FILES)
    shown = capsys.readouterr().out
    assert shown.startswith("a b.csv\nstandard error: bash: line 1: cd: nowhere:")
    assert shown.endswith("exit code: 1\n  empty/\n  inbox/a b.csv: '1\\n'\n  notes.txt: 'Zoë\\n'\n")
