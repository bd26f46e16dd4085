"""Sites of a learner, asked by the judge: only bytes and told exceptions cross."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import paths
from grader.worker import CellRun, Limits, Source, Worker


@pytest.fixture(scope="module", params=[False, True], ids=["limited", "isolated"])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    """A worker as a learner has it, and one as an instructor has it."""
    with Worker.private(paths.find(), isolated=request.param) as private:
        yield private


DEPARTMENTS = """
from grader.props.site import university_site
from university.entrypoints.site.departments import create_blueprint
"""


def judged(
    worker: Worker, folder: Path, learner: str, *tests: str, limits: Limits | None = None
) -> list[CellRun]:
    """The test cells' runs, after one cell of the learner."""
    sources = [
        Source(0, learner),
        *(Source(i, code, task=f"t{i}", is_test=True) for i, code in enumerate(tests, 1)),
    ]
    return list(worker.run(sources, folder=folder, limits=limits or Limits()).cells)[1:]


def message(cell: CellRun) -> str:
    assert cell.error is not None
    return cell.error["message"]


def visiting(*checks: str) -> str:
    return "\n".join(["from grader import visit", *checks])


FLASK = """
import flask, sqlite3
app = flask.Flask("campus")
memory = sqlite3.connect(":memory:")  # for this thread only
memory.execute("CREATE TABLE seats (code TEXT)")

@app.get("/seats")
def seats():
    return f"{memory.execute('SELECT count(*) FROM seats').fetchone()[0]} seats"

@app.post("/seats")
def take():
    memory.execute("INSERT INTO seats VALUES (?)", (flask.request.form["code"],))
    return flask.redirect("/seats", 303)

@app.get("/broken")
def broken():
    raise LookupError("no rows")

@app.get("/slow")
def slow():
    import time
    time.sleep(60)
"""


def test_a_flask_app_is_asked_and_keeps_what_it_knows(worker: Worker, no_folder: Path) -> None:
    (cell,) = judged(
        worker,
        no_folder,
        FLASK,
        visiting(
            'visit(app, "GET", "/seats").answers(200).shows("0 seats")',
            'visit(app, "POST", "/seats", data={"code": "BIO-201"}).redirects_to("/seats")',
            'visit(app, "GET", "/seats").shows("1 seats")',
        ),
    )
    assert cell.outcome == "ok", cell.error


def test_the_error_behind_a_500_and_its_line_are_told(worker: Worker, no_folder: Path) -> None:
    (cell,) = judged(worker, no_folder, FLASK, visiting('visit(app, "GET", "/broken").answers(200)'))
    assert message(cell).startswith(
        "`GET /broken` answered 500 because of LookupError: no rows; expected 200."
    )
    assert cell.error is not None
    assert 'raise LookupError("no rows")' in "\n".join(cell.error["traceback"])


def test_a_fastapi_app_with_a_lifespan_is_asked(worker: Worker, no_folder: Path) -> None:
    learner = """
import contextlib
from fastapi import FastAPI, WebSocket
seats = {}

@contextlib.asynccontextmanager
async def lifespan(app):
    seats["BIO-201"] = 3
    yield

app = FastAPI(lifespan=lifespan)

@app.get("/seats/{code}")
async def free(code: str):
    return seats[code]
"""
    right, wrong = judged(
        worker,
        no_folder,
        learner,
        visiting('visit(app, "GET", "/seats/BIO-201").answers(200).shows("3")'),
        visiting('visit(app, "GET", "/seats/ART-1").answers(404, because="An unknown code is 404.")'),
    )
    assert right.outcome == "ok", right.error
    told = "answered 500 because of KeyError: 'ART-1'; expected 404. It came from line 14 of `free`"
    assert told in message(wrong)


@pytest.mark.parametrize(
    ("learner", "told"),
    [
        ("app = None", "was not sent because of TypeError: a NoneType is neither a WSGI nor an ASGI app"),
        (
            "class App:\n    @property\n    def __signature__(self): 1 / 0\napp = App()",
            "was not sent because of",
        ),
        ("def app(environ, start_response):\n    import os; os._exit(0)", "ended itself with exit code 0"),
        ("def app(environ, start_response):\n    raise SystemExit(3)", "because of SystemExit: 3"),
        (
            "def app(environ, start_response):\n"
            "    write = start_response('200 OK', [('Content-Type', 'text/plain')])\n"
            "    while True: yield b'x' * 2**20",
            "sent a body of more than 4194304 bytes",
        ),
        (
            "def app(environ, start_response):\n"
            "    start_response('200 OK', [('X', 'x' * 10**8)])\n"
            "    return []",
            "sent headers of more than 65536 bytes",
        ),
        (
            "def app(environ, start_response):\n"
            "    start_response('200 OK', [('Content-Length', 'x')])\n"
            "    return []",
            "sent a broken answer: bad Content-Length",
        ),
        (
            "import grader.vocabulary.opening\n"
            "grader.vocabulary.opening.open_site = lambda app, door: None\n"
            "app = object()",
            "was not sent because of TypeError",
        ),
    ],
)
def test_an_app_that_breaks_or_means_harm_fails_in_words(
    worker: Worker, no_folder: Path, learner: str, told: str
) -> None:
    (cell,) = judged(worker, no_folder, learner, visiting('visit(app, "GET", "/").answers(200)'))
    assert cell.outcome in ("error", "crashed")
    assert told in message(cell)


def test_a_site_that_never_answers_costs_its_own_test_only(worker: Worker, no_folder: Path) -> None:
    slow, fine = judged(
        worker,
        no_folder,
        FLASK,
        visiting('visit(app, "GET", "/slow").answers(200)'),
        visiting('visit(app, "GET", "/seats").answers(200)'),
        limits=Limits(cell_seconds=2),
    )
    assert [slow.outcome, fine.outcome] == ["timed_out", "ok"]


def test_acceptance_tests_run_out_of_a_learners_reach(worker: Worker, no_folder: Path) -> None:
    """Whatever is patched where the learner's code runs, the tests are not there."""
    test = "from grader import acceptance\nacceptance(site, 'departments').passes(because='B.')"
    right, _ = judged(
        worker,
        no_folder,
        f"{DEPARTMENTS}\nsite = university_site('site.departments', create_blueprint)",
        test,
        "1",
    )
    assert right.outcome == "ok", right.error
    learner = f"""{DEPARTMENTS}
import pytest, flask, builtins, grader.vocabulary.acceptance as words
pytest.main = lambda *args, **kwargs: pytest.ExitCode.OK
words._Outcome.pytest_runtest_logreport = lambda *args: None
words.Acceptance.passes = lambda *args, **kwargs: None
flask.testing.FlaskClient.get = lambda *args, **kwargs: None
builtins.AssertionError = KeyboardInterrupt

def part(catalogue):
    blueprint = flask.Blueprint("departments", __name__)
    blueprint.add_url_rule("/departments/", "departments", lambda: "none")
    blueprint.add_url_rule("/departments/<code>", "department", lambda code: "none")
    return blueprint

site = university_site("site.departments", part)
"""
    (wrong,) = judged(worker, no_folder, learner, test)
    assert "`test_department_pages.py` of the university app failed in `test_" in message(wrong)
    assert message(wrong).endswith("B.")


def test_nothing_of_the_acceptance_tests_is_in_the_learners_process(worker: Worker, no_folder: Path) -> None:
    learner = f"""{DEPARTMENTS}
import sys
site = university_site("site.departments", create_blueprint)

def met():
    return sorted(name for name in sys.modules if name.startswith("test_") or name == "html_page")
"""
    (cell,) = judged(
        worker,
        no_folder,
        learner,
        "from grader import acceptance, expect\n"
        "acceptance(site, 'departments').passes()\nexpect(met).returns([])",
    )
    assert cell.outcome == "ok", cell.error
