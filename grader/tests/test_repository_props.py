"""A repository is judged by its branches, commits and files, whoever runs Git with which settings."""

from __future__ import annotations

import pytest

from grader.props.repository import (
    branches,
    committed,
    first_commits,
    lying,
    merges,
    origin,
    subjects,
    try_git,
    unfinished,
    work,
)
from grader.props.shell import Script
from grader.vocabulary.failure import Unreadable

ONE = "git init -q; echo a > a.txt; git add a.txt; git commit -q -m One"
MERGED = """
git switch -q -c side
echo b > b.txt && git add b.txt && git commit -q -m Two
git switch -q main
git merge -q --no-ff -m Three side
"""
CONFLICT = """
git switch -q -c side && echo s > a.txt && git commit -q -a -m Side
git switch -q main && echo m > a.txt && git commit -q -a -m Main
git merge side
"""


def says(text: str) -> Script:
    return lambda: text


def test_branches_commits_and_files_are_told() -> None:
    merged = says(MERGED)
    assert subjects(merged, ONE) == ["Three", "Two", "One"]
    assert subjects(merged, ONE, "side") == ["Two", "One"]
    assert committed(merged, ONE) == {"a.txt": "a\n", "b.txt": "b\n"}
    assert (merges(merged, ONE), merges(merged, ONE, "side")) == (1, 0)
    assert work(merged, ONE) == ["One", "Two"]
    assert branches(merged, ONE) == ["*main", "side"]
    assert first_commits(merged, ONE) == [["a.txt"], ["b.txt"], []]


def test_branches_are_found_wherever_git_keeps_them() -> None:
    packed = says("git switch -q -c a/b; git switch -q main; git pack-refs --all; git switch -q -c later")
    assert branches(packed, ONE) == ["a/b", "*later", "main"]
    assert branches(says("git switch -q --detach"), ONE) == ["*", "main"]
    assert branches(says("git switch -q --orphan new"), ONE) == ["main", "*new"]


def test_git_tidies_nothing_up_and_makes_no_examples() -> None:
    made = says("""
export GIT_TRACE=$PWD/.git/trace
git commit -q --allow-empty -m Two
git clone -q --bare . team.git
git commit -q --allow-empty -m Three
git push -q team.git main
cat .git/trace > told; ls .git team.git > made
""")
    told, inside = lying(made, ONE, "told", "made")
    assert "git commit" in told
    assert "git-receive-pack" in told
    assert "maintenance" not in told
    assert "gc --auto" not in told
    assert "hooks" not in inside


def test_what_is_unfinished_is_told() -> None:
    assert unfinished(says("echo x >> a.txt; touch 'new file'"), ONE) == [" M a.txt", '?? "new file"']
    assert unfinished(says(CONFLICT), ONE) == ["UU a.txt", "MERGE_HEAD"]
    assert unfinished(says(MERGED), ONE) == []
    assert lying(says("echo n > new; rm a.txt"), ONE, "new", "a.txt") == ["n\n", None]


def test_bare_and_absent_repositories() -> None:
    share = says("git clone -q --bare . shared.git")
    assert subjects(share, ONE, where="shared.git") == ["One"]
    assert unfinished(share, ONE, where="shared.git") == []
    assert subjects(share, ONE, "other") == "there is no commit on a branch other"
    for told in (subjects, committed, merges, work, branches, unfinished):
        assert told(says("mkdir -p inside"), "true") == "there is no repository in ."
        assert told(says("mkdir -p inside"), ONE, where="inside") == "there is no repository in inside"
    assert branches(says("git init -q"), "true") == ["*main"]


def test_where_a_clone_comes_from_is_told() -> None:
    clones = says("""
git init -q --bare team.git
git clone -q file://$PWD/team.git mine
git clone -q mine copy
cd mine && git clone -q ../team.git below
""")
    assert [origin(clones, ONE, where) for where in (".", "mine", "mine/below")] == [
        "",
        "team.git",
        "team.git",
    ]
    assert origin(clones, ONE, "copy") == "mine"
    assert origin(clones, ONE, "other") == "there is no repository in other"
    assert origin(says("git remote add origin https://git.example/team"), ONE) == "https://git.example/team"


def test_settings_of_the_user_play_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    assert committed(says("git log --format=%an > who && git add who && git commit -q -m Who"), ONE) == {
        "a.txt": "a\n",
        "who": "Leila Haddad\n",
    }


def test_nobody_is_asked_for_a_message() -> None:
    assert subjects(says("echo b >> a.txt; git commit -a"), ONE) == ["One"]


def test_a_setup_that_fails_is_no_answer() -> None:
    with pytest.raises(RuntimeError, match="the setup failed"):
        subjects(says(""), "git init -q; git commit -m nothing; false")


def test_trying_out_shows_output_history_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    try_git("touch new; git status --short; git nonsense", ONE)
    shown = capsys.readouterr().out
    assert shown.startswith("?? new\ngit: 'nonsense' is not a git command")
    assert shown.endswith("exit code: 1\n* One (HEAD -> main)\n?? new\n")


def test_bashs_own_words_come_first_for_what_is_no_bash() -> None:
    with pytest.raises(Unreadable, match="line 2: syntax error near unexpected token `fi'"):
        branches(says("git switch -c side\nfi"), ONE)


def test_an_answer_finds_the_room_as_the_setup_left_it_whatever_drafts_did(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shared = f"{ONE}; git clone -q --bare . team.git; git clone -q team.git mine; pwd > place"
    spoilt = "cat place; cd mine && git commit -q --allow-empty -m Two && git push -q; rm ../a.txt"
    try_git(spoilt, shared)
    place = capsys.readouterr().out.partition("\n")[0]
    try_git(spoilt, shared)
    assert capsys.readouterr().out.startswith(f"{place}\n")
    answer = says("cat place > told; git ls-files --modified >> told; git -C mine pull")
    assert lying(answer, shared, "told", "a.txt") == [f"{place}\n", "a\n"]
    assert subjects(answer, shared, where="team.git") == ["One"]
    assert subjects(answer, shared, where="mine") == ["One"]
    assert origin(answer, shared, "mine") == "team.git"
