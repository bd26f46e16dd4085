"""The learner's parts in the running app: collected, mounted, served."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from flask import Flask
from learner_course import EXERCISE, answer, cell, fresh_course, notebook_of, release, solution
from learner_course import test_cell as graded

from grader.commands.app import command
from grader.errors import CourseError
from grader.learner import app, campus, mount, serve, work
from grader.learner.copies import course_of
from grader.paths import Paths
from university.adapters.campus import make_campus

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

RIGHT = "def next_in_line(waiting, can_take):\n    return None\n"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    found = fresh_course(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    work.prepare(found)
    return found


def parts(paths: Paths) -> mount.Parts:
    (lesson,) = course_of(paths).find("1.8b")
    return mount.parts(paths, lesson)


def test_a_finished_part_is_mounted_and_test_cells_do_not_run(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    found = parts(paths)
    assert [task.name for task in found.mounted] == ["1.8b.1"]
    assert found.overrides["waitlist.next_in_line"]([], None) is None  # type: ignore[operator]
    assert found.left_out == ()


def test_a_stub_is_left_out_and_the_command_refuses(paths: Paths) -> None:
    assert parts(paths).overrides == {}
    result = CliRunner().invoke(command, ["--with", "1.8b"])
    assert result.exit_code == 1
    assert "1.8b.1, Who is next?, is left out: not finished yet" in result.output


def test_a_part_under_another_name_is_left_out(paths: Paths) -> None:
    answer(paths, "waitlist", "def other(): return 1")
    ((task, why),) = parts(paths).left_out
    assert (task.name, why) == ("1.8b.1", "the notebook defines no next_in_line")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def next_in_line(:\n    pass", "SyntaxError"),
        ("x = 1\nnot_there", "at line 2: NameError: name 'not_there'"),
        ("import sys\nsys.exit(3)", "SystemExit: 3"),
    ],
)
def test_a_cell_that_fails_is_named_with_its_line(paths: Paths, source: str, said: str) -> None:
    answer(paths, "waitlist", source)
    with pytest.raises(CourseError) as caught:
        parts(paths)
    assert "work/exercises/ch01/08b_enrolment_rules.ipynb: cell 3 (`waitlist`) fails" in caught.value.message
    assert said in caught.value.message


def test_magics_are_passed_over_and_dataclasses_work(paths: Paths) -> None:
    release(
        paths,
        [
            cell("code", "setup", "%matplotlib inline\n!ls\nfrom dataclasses import dataclass"),
            solution("waitlist", f"@dataclass\nclass Seat:\n    number: 'int' = 1\n\n{RIGHT}"),
            graded("waitlist-visible", "raise SystemError('tests do not run here')"),
        ],
    )
    (paths.work / "exercises" / EXERCISE).unlink()
    work.prepare(paths)
    assert len(parts(paths).mounted) == 1


def test_cells_open_no_window_and_the_environment_is_left_as_it_was(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)
    release(
        paths,
        [
            cell("code", "setup", "import os\nassert os.environ['MPLBACKEND'] == 'Agg'"),
            solution("waitlist", RIGHT),
            graded("waitlist-visible", "raise SystemError('tests do not run here')"),
        ],
    )
    (paths.work / "exercises" / EXERCISE).unlink()
    work.prepare(paths)
    assert len(parts(paths).mounted) == 1
    assert "MPLBACKEND" not in os.environ


def test_an_unknown_lesson_says_which_there_are(paths: Paths) -> None:
    with pytest.raises(CourseError, match=r"There is no lesson '9\.9'"):
        app.collect(paths, ("9.9",))


def test_the_database_is_filled_when_empty_kept_when_not_and_renewed_when_its_term_is_over(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    def start(day: date, *, fresh: bool = False) -> str:
        now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        with closing(campus.build(paths, {}, behind_proxy=False)) as built:
            campus.seed(built, fresh=fresh, now=now)
        return capsys.readouterr().out

    term = make_campus(date(2027, 1, 4)).terms[-1]
    assert "was empty" in start(date(2027, 1, 4))
    assert start(date(2027, 1, 5)) == ""
    assert "as you asked" in start(date(2027, 1, 5), fresh=True)
    assert "course app --fresh" in start(term.ends)
    assert "its term, Spring 2027, is over" in start(term.ends + timedelta(days=1))
    assert start(term.ends + timedelta(days=2)) == ""
    with closing(sqlite3.connect(paths.database)) as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_part_that_does_not_fit_is_named(paths: Paths) -> None:
    mounted = app.site_with(paths, {"waitlist.next_in_line": 3}, app.Options())
    with pytest.raises(CourseError, match="cannot be built with your part: BadPart"), mounted:
        pass


def test_the_site_answers_over_a_real_socket_below_its_prefix(paths: Paths) -> None:
    options = app.Options(prefix="/university")
    with app.site_with(paths, {}, options) as site, serving(site) as port:
        page, status = fetch(port, "/university/courses/")
        assert status == 200
        assert 'href="/university/courses/' in page
        assert fetch(port, "/courses/")[1] == 404


def test_in_a_terminal_of_jupyterlab_the_site_works_through_its_proxy_and_alone(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JUPYTER_SERVER_URL", "http://localhost:8888/user/ana/")
    port = free_port()
    with monkeypatch.context() as patched:
        patched.setattr(serve, "serve", lambda site, listening: None)
        app.run(paths, app.Options(port=port))
    assert f"http://localhost:8888/user/ana/proxy/{port}/" in capsys.readouterr().out
    # As jupyter-server-proxy sends them.
    prefix = f"/user/ana/proxy/{port}"
    headers = {"X-Forwarded-Context": prefix, "X-Forwarded-Prefix": prefix, "X-Forwarded-Proto": "http"}
    with app.site_with(paths, {}, app.Options()) as site, serving(site) as port:
        assert f'href="{prefix}/courses/' in fetch(port, "/", headers)[0]
        assert 'href="/courses/' in fetch(port, "/")[0]


def test_who_can_be_reached_by_others_believes_no_forwarding_headers(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_SERVER_URL", "http://localhost:8888/")
    with app.site_with(paths, {}, app.Options(host="0.0.0.0")) as site, serving(site) as port:  # noqa: S104
        assert "/evil" not in fetch(port, "/", {"X-Forwarded-Prefix": "/evil"})[0]


def test_the_command_speaks_at_once_and_names_what_the_launcher_shows(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(paths, "waitlist", RIGHT)
    monkeypatch.setattr(serve, "serve", lambda site, listening: None)
    result = CliRunner().invoke(command, ["--with", "1.8b"])
    first, *_, last = result.output.splitlines()
    assert first == "→ Starting the university with your parts …"
    assert last == "→ The tile University app in JupyterLab's launcher stays the standard one."


def test_forwarding_headers_count_behind_a_proxy_only(paths: Paths) -> None:
    headers = {"X-Forwarded-Prefix": "/user/ana/university", "X-Forwarded-Host": "hub.example.org"}
    with closing(campus.build(paths, {}, behind_proxy=True)) as proxied:
        campus.seed(proxied)
        page = proxied.get(Flask).test_client().get("/", headers=headers).text
        assert 'href="/user/ana/university/courses/' in page
    with closing(campus.build(paths, {}, behind_proxy=False)) as alone:
        assert "/user/ana" not in alone.get(Flask).test_client().get("/", headers=headers).text


def test_a_busy_port_is_named_and_without_a_port_the_next_free_one_is_taken() -> None:
    with serve.bind("127.0.0.1", None) as first:
        port = first.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port} is taken"):
            serve.bind("127.0.0.1", port)
        with serve.bind("127.0.0.1", None) as second:
            assert second.getsockname()[1] > port


def test_an_address_of_another_machine_is_refused_with_a_remedy() -> None:
    with pytest.raises(CourseError, match=r"Nothing can listen on 192\.0\.2\.1"):
        serve.bind("192.0.2.1", 8123)


def test_the_stub_in_work_is_what_the_tests_above_take_it_for(paths: Paths) -> None:
    sources = ["".join(one["source"]) for one in notebook_of(paths.work / "exercises" / EXERCISE)["cells"]]
    assert any("raise NotImplementedError" in source for source in sources)


@contextmanager
def serving(site: WSGIApplication) -> Iterator[int]:
    """The site on a socket of this machine; gives the port."""
    with serve.bind("127.0.0.1", None) as listening:
        threading.Thread(target=serve.serve, args=(site, listening), daemon=True).start()
        yield listening.getsockname()[1]


def free_port() -> int:
    with serve.bind("127.0.0.1", None) as found:
        return int(found.getsockname()[1])


def fetch(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[str, int]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    with closing(connection):
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response.read().decode(), response.status


def test_sockets_are_closed_after_a_refusal() -> None:
    with serve.bind("127.0.0.1", None) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CourseError):
            serve.bind("127.0.0.1", port)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_a_checkout_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "50%20 of what?")
    with closing(campus.build(paths, {}, behind_proxy=False)) as built:
        campus.seed(built)
    assert paths.database.stat().st_size > 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["50%20 of what?"]
