"""`acceptance`: the app's own tests, on a site with a learner's part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import flask
import pytest

from grader import acceptance, paths
from grader.props.site import university_site
from grader.vocabulary.acceptance import FILES
from grader.vocabulary.failure import Failure
from grader.web.site import FRESH
from university.application.catalogue import Catalogue
from university.entrypoints.site.departments import create_blueprint


def test_every_name_has_its_file() -> None:
    assert {path.name for path in paths.find().acceptance.glob("test_*.py")} == set(FILES.values())


def test_the_apps_own_part_passes() -> None:
    acceptance(university_site("site.departments", create_blueprint), "departments").passes()


def test_a_wrong_part_fails_with_the_tests_own_words() -> None:
    def everything_is_there(catalogue: Catalogue) -> flask.Blueprint:
        blueprint = flask.Blueprint("departments", __name__)
        blueprint.add_url_rule("/departments/", "departments", lambda: "none")
        blueprint.add_url_rule("/departments/<code>", "department", lambda code: "none")
        return blueprint

    with pytest.raises(Failure) as caught:
        acceptance(university_site("site.departments", everything_is_there), "departments").passes(
            because="B.", kind="k"
        )
    assert "`test_department_pages.py` of the university app failed in `test_" in str(caught.value)
    assert caught.value.concealed() == "For k: B."


def test_a_site_is_built_anew_only_when_a_test_has_changed_something() -> None:
    built: list[flask.Flask] = []

    def build() -> flask.Flask:
        built.append(university_site("site.departments", create_blueprint))
        return built[-1]

    given = university_site("site.departments", create_blueprint)
    given.extensions[FRESH] = build
    acceptance(given, "departments").passes()
    assert len(built) == 1  # whoever made the given one may have changed it
    acceptance(given, "desk").passes()
    assert len(built) > 3


def test_a_site_that_cannot_be_built_anew_is_the_one_tested() -> None:
    given = university_site("site.departments", create_blueprint)
    del given.extensions[FRESH]
    seen: list[str] = []
    given.before_request(lambda: seen.append(flask.request.path))
    acceptance(given, "departments").passes()
    assert "/departments/" in seen


def test_a_site_that_gives_no_answer_fails_in_words() -> None:
    def app(environ: object, start_response: Callable[..., object]) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Length", "9")])
        yield b"half"

    with pytest.raises(Failure, match=r"failed in `test_.*`: sent a broken answer: peer closed connection"):
        acceptance(app, "departments").passes()


def test_a_stub_is_not_started() -> None:
    def stub(request: object) -> None:
        raise NotImplementedError

    with pytest.raises(Failure, match="not started"):
        acceptance(university_site("rule.credit_limit", stub), "desk").passes()


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(KeyError, match="departments"):
        acceptance(flask.Flask(__name__), "kitchen")
