"""`course milestone`: a learner's own repository, and the site in it, asked while it runs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from own_site.campus_site import create_app
from werkzeug.serving import make_server

from grader import paths
from grader.commands.milestone import command
from grader.learner.milestones import project, site
from grader.learner.milestones import repository as repository_checks
from grader.learner.milestones.milestone import Check

TESTS = (
    "import pytest\n\n\n@pytest.mark.parametrize('n', range(8))\ndef test_adds(n):\n    assert n + 1 > n\n"
)
FILES = {
    "pyproject.toml": '[project]\nname = "my-campus"\nversion = "0.1"\nrequires-python = ">=3.11"\n',
    "requirements.txt": "flask==3.1.3 \\\n    --hash=sha256:00\n",
    "README.md": "# My campus\n\n```\npython -m venv .venv\npip install -r requirements.txt\npytest\n```\n",
    ".gitignore": ".venv/\n__pycache__/\n",
    "test_rules.py": TESTS,
}


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--force", name)
    git(folder, "commit", "-m", f"Change {name}")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    git(folder, "init")
    for name, text in FILES.items():
        commit(folder, name, text)
    return folder


def milestone(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_a_repository_in_order_reaches_the_first_milestone(repository: Path) -> None:
    result = milestone(1, repository)
    assert result.exit_code == 0, result.output
    assert result.output.count("✓") == 8
    assert "Milestone 1 is reached." in result.output


FAULTS: dict[str, tuple[Check, Callable[[Path], None], str]] = {
    "something is not committed": (
        repository_checks.everything_is_committed,
        lambda folder: (folder / "notes.txt").write_text("?", encoding="utf-8") and None,
        "1 changes are not committed, the first: ?? notes.txt",
    ),
    "another branch": (
        repository_checks.everything_is_committed,
        lambda folder: git(folder, "switch", "-c", "draft"),
        "belongs on main",
    ),
    "a long first line": (
        repository_checks.the_history_tells_a_story,
        lambda folder: git(folder, "commit", "--allow-empty", "-m", "x" * 90),
        "longer than 72",
    ),
    "a secret": (
        repository_checks.nothing_is_tracked_that_is_made_or_secret,
        lambda folder: commit(folder, ".env", "SECRET=1\n"),
        ".env is tracked",
    ),
    "an environment": (
        repository_checks.nothing_is_tracked_that_is_made_or_secret,
        lambda folder: commit(folder, ".venv/x.py", "\n"),
        ".venv/x.py is tracked",
    ),
    "no hashes": (
        project.the_dependencies_are_locked,
        lambda folder: commit(folder, "requirements.txt", "flask\n"),
        "has no hashes",
    ),
    "a broken description": (
        project.the_project_is_described,
        lambda folder: commit(folder, "pyproject.toml", "[pro\n"),
        "cannot be read",
    ),
    "no version of Python": (
        project.the_project_is_described,
        lambda folder: commit(folder, "pyproject.toml", '[project]\nname = "x"\n'),
        "lacks: requires-python",
    ),
    "a silent README": (
        project.a_stranger_could_begin,
        lambda folder: commit(folder, "README.md", "# Mine\n"),
        "sets the project up",
    ),
    "an unused import": (
        project.ruff_finds_nothing,
        lambda folder: commit(folder, "rules.py", "import os\n"),
        "F401",
    ),
    "a failing test": (
        project.the_tests_pass,
        lambda folder: commit(folder, "test_more.py", "def test_no():\n    assert False\n"),
        "FAILED test_more.py::test_no",
    ),
    "few tests": (
        project.the_tests_pass,
        lambda folder: commit(folder, "test_rules.py", TESTS.replace("8", "2")),
        "2 tests pass",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_missing_is_told(repository: Path, fault: str) -> None:
    check, break_it, told = FAULTS[fault]
    break_it(repository)
    assert told in (check(repository) or "")


def test_too_few_commits_are_told(tmp_path: Path) -> None:
    git(tmp_path, "init")
    commit(tmp_path, "README.md", "x")
    assert "There are 1 commits" in (repository_checks.the_history_tells_a_story(tmp_path) or "")


def test_what_cannot_be_checked_is_refused_with_a_remedy(repository: Path, tmp_path: Path) -> None:
    for words, told in (
        ((1, tmp_path / "nowhere"), "is no folder"),
        ((1, tmp_path), "is not the top of a Git repository"),
        ((9, repository), "no milestone 9"),
        ((2, repository), "asks your running site"),
        ((2, repository, "--site", "http://example.org"), "is not the address of a site on this machine"),
        ((2, repository, "--site", "http://127.0.0.1:x"), "is not the address of a site on this machine"),
        ((2, repository, "--site", "http://127.0.0.1:1"), "Nobody answers at 127.0.0.1:1"),
    ):
        error = milestone(*words).exception
        assert told in str(getattr(error, "message", error)), words
        assert getattr(error, "remedy", "")


@contextmanager
def served(data: Path) -> Iterator[str]:
    app = create_app(data)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["keeper"].close()


def test_an_own_site_on_the_given_data_reaches_the_second_milestone(repository: Path, tmp_path: Path) -> None:
    data = tmp_path / "campus.json"
    assert milestone(2, "--data", data).exit_code == 0
    with served(data) as address:
        result = milestone(2, repository, "--site", address)
    assert result.exit_code == 0, result.output
    assert "Milestone 2 is reached." in result.output


def test_a_site_that_lacks_a_course_is_told_so(tmp_path: Path) -> None:
    data = tmp_path / "campus.json"
    milestone(2, "--data", data)
    campus = json.loads(data.read_text(encoding="utf-8"))
    gone = campus["courses"].pop()["code"]
    data.write_text(json.dumps(campus), encoding="utf-8")
    with served(data) as address:
        told = [problem or "" for _, problem in site.findings(site.Address.of(address), paths.find())]
    assert "must list every course exactly once" in told[0]
    assert gone in told[1]


def test_data_is_never_written_over(tmp_path: Path) -> None:
    data = tmp_path / "campus.json"
    data.write_text("mine", encoding="utf-8")
    assert "exists and is kept" in getattr(milestone(2, "--data", data).exception, "message", "")
    assert data.read_text(encoding="utf-8") == "mine"
