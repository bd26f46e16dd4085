"""`talk`: one WebSocket, and what must be said on it; here, under the judge, and under stock nbgrader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from exercise_notebooks import graded
from flask import Flask
from nbclient import NotebookClient
from talking_app import APP, RIGHT

from grader import paths, talk, visit
from grader.authoring import structure
from grader.notebooks.cells import cells
from grader.vocabulary import talk as talking
from grader.vocabulary.failure import Failure, NotStarted
from grader.web.limits import Limits
from grader.worker import CellRun, Source, Worker


@pytest.fixture(scope="module")
def api() -> Any:
    names: dict[str, Any] = {}
    exec(APP, names)  # noqa: S102 (our own text, which other tests give to a learner's process)
    return names["api"]


SILENCE = "sent no message within 0.5 s"


def failure_of(check: Callable[[], object]) -> Failure:
    with pytest.raises(Failure) as caught:
        check()
    return caught.value


def test_a_right_app_meets_everything(api: Any) -> None:
    exec(RIGHT, {"api": api})  # noqa: S102
    line = talk(api, "/echo").send("a").says("a")
    assert repr(line) == "✓ `WebSocket /echo` after `'a'`, as expected"
    line.close()


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            lambda api: talk(api, "/echo").send("a").says("b", because="B."),
            "`WebSocket /echo` after `'a'` said `'a'`; expected the message `'b'`. B.",
        ),
        (
            lambda api: talk(api, "/echo").says("b"),
            f"{SILENCE}; expected the message `'b'`.",
        ),
        (
            lambda api: talk(api, "/echo").send("a").says(b"a"),
            "sent text where a binary message was expected",
        ),
        (lambda api: talk(api, "/echo").send("{").says({}), "sent a message that is no JSON; expected"),
        (lambda api: talk(api, "/rooms/x").says({"present": True}), "said `{'present': 1}`; expected"),
        (lambda api: talk(api, "/echo").send("bye").says("bye"), "closed the WebSocket with code 4001"),
        (lambda api: talk(api, "/echo").send("bye").closes(1000), "with code 4001 and reason 'so long'; exp"),
        (
            lambda api: talk(api, "/echo").send("a").closes(),
            "said `'a'`; expected it to be closed with code 1",
        ),
        (lambda api: talk(api, "/echo").closes(), f"{SILENCE}; expected it to be closed"),
        (
            lambda api: talk(api, "/staff").says("a"),
            "refused the WebSocket with status 403; expected a WebSock",
        ),
        (
            lambda api: talk(api, "/staff").refuses(401),
            "with status 403; expected it to be refused with status",
        ),
        (lambda api: talk(api, "/echo").refuses(), "`WebSocket /echo` opened; expected it to be refused"),
        (lambda api: talk(api, "/nowhere").send("a"), "refused the WebSocket with status"),
        (lambda api: talk(api, "/broken").says("a"), "because of LookupError: no room; expected the message"),
        (lambda api: talk(Flask("campus"), "/ws").send("a"), "refused the WebSocket with status 404"),
        (lambda api: talk(None, "/ws").send("a"), "was not opened because of TypeError"),
    ],
)
def test_what_went_wrong_is_told(
    api: Any, steps: Callable[[Any], object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only silence is cut short: whoever answers may take their time.
    monkeypatch.setattr(talking, "PATIENCE", Limits(seconds=0.5 if SILENCE in told else 30))
    assert told in str(failure_of(lambda: steps(api)))


def test_a_stub_is_not_started(api: Any) -> None:
    assert isinstance(failure_of(lambda: talk(api, "/stub").send("a").says("a")), NotStarted)


def test_a_hidden_failure_gives_the_kind_only(api: Any) -> None:
    failed = failure_of(lambda: talk(api, "/echo").send("4711").says("b", because="B.", kind="digits"))
    assert failed.concealed() == "For digits: B."


def test_a_body_of_json_is_compared_as_data(api: Any) -> None:
    seats = visit(api, "GET", "/seats/BIO-201")
    assert 'expected `{"free": "3"}`' in str(failure_of(lambda: seats.gives({"free": "3"}, because="B.")))
    app = Flask("campus")
    app.add_url_rule("/", view_func=lambda: "<p>no data</p>")
    assert "which is no JSON; expected `[]`" in str(failure_of(lambda: visit(app, "GET", "/").gives([])))


def test_headers_reach_the_app() -> None:
    app = Flask("campus")

    @app.get("/")
    def who() -> dict[str, str]:
        from flask import request

        return {"who": request.headers["Authorization"]}

    visit(app, "GET", "/", headers={"Authorization": "Bearer x"}).gives({"who": "Bearer x"})


@pytest.fixture(scope="module", params=[False, True], ids=["limited", "isolated"])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    with Worker.private(paths.find(), isolated=request.param) as private:
        yield private


def judged(worker: Worker, *tests: str, app: str = APP) -> list[CellRun]:
    sources = [Source(i, code, f"t{i}", is_test=True) for i, code in enumerate(tests, 1)]
    return list(worker.run([Source(0, app), *sources], folder=Path("/nonexistent")).cells)[1:]


def test_the_judge_talks_to_an_app_in_the_sandbox(worker: Worker) -> None:
    wrong = 'from grader import talk\ntalk(api, "/broken").says("a", because="Say it.")'
    stub = 'from grader import talk\ntalk(api, "/stub").says("a")'
    right, failed, not_started = judged(worker, RIGHT, wrong, stub)
    assert right.outcome == "ok", right.error
    assert failed.error is not None and failed.error["failure"] is not None
    assert "because of LookupError: no room" in failed.error["failure"]["returned"]
    assert not_started.error is not None and "not started" in not_started.error["message"]


def test_an_app_cannot_answer_for_the_judge(worker: Worker) -> None:
    forged = f"""{APP}
import grader, grader.vocabulary.talk as words, grader.web.websocket as line
words.Talk.says = words.Talk.closes = words.Talk.refuses = lambda self, *a, **k: self
line.WebSocket.receive_text = lambda self: "b"
grader.talk = lambda *a: None
"""
    test = 'from grader import talk\ntalk(api, "/echo").send("a").says("b")'
    (cell,) = judged(worker, test, app=forged)
    assert cell.outcome == "error" and cell.error is not None
    assert "said `'a'`; expected the message `'b'`" in cell.error["message"]


def test_a_chatterer_and_a_crash_cost_their_own_test_only(worker: Worker) -> None:
    endless = APP.replace(
        "await line.close(4003)", "await line.accept()\n    while True: await line.send_text('x')"
    )
    ends = endless.replace('raise LookupError("no room")', "import os; os._exit(3)")
    talks = 'from grader import talk\ntalk(api, "/{}").{}'
    chatter, crash, fine = judged(
        worker,
        talks.format("staff", 'says("y")'),
        talks.format("broken", 'says("y")'),
        talks.format("echo", 'send("a").says("a").close()'),
        app=ends,
    )
    assert [chatter.outcome, crash.outcome, fine.outcome] == ["error", "crashed", "ok"]


def test_stock_nbgrader_runs_the_same_cells() -> None:
    test = graded("api-visible", RIGHT, points=1)
    assert [*structure._vocabulary(structure.ast.parse(test.source))] == []
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(APP), test])  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()  # raises for a failed cell
    assert cells(notebook)[1].is_test
