"""`acceptance`: the app's own tests, on a site with a learner's part."""

from __future__ import annotations

import flask
import pytest

from grader import acceptance, paths
from grader.props.site import university_site
from grader.vocabulary.acceptance import FILES, FRESH, Sites
from grader.vocabulary.failure import Failure
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


def test_a_site_is_kept_until_a_request_has_changed_something() -> None:
    def build() -> flask.Flask:
        app = flask.Flask(__name__)
        app.add_url_rule("/", view_func=lambda: "read", endpoint="read")
        app.add_url_rule("/", view_func=lambda: "changed", endpoint="change", methods=["POST"])
        app.add_url_rule("/half", view_func=lambda: ("broken", 500), methods=["POST"])
        return app

    given = build()
    given.extensions[FRESH] = build
    sites = Sites(given)
    first = sites.untouched()
    assert first is not given
    client = first.test_client()
    assert [client.get("/").status_code, client.put("/").status_code] == [200, 405]
    assert sites.untouched() is first
    for path in ("/", "/half"):
        changed = sites.untouched()
        changed.test_client().post(path)
        assert sites.untouched() is not changed


def test_a_site_that_cannot_be_built_anew_is_the_one_tested() -> None:
    given = flask.Flask(__name__)
    assert Sites(given).untouched() is given


def test_a_stub_is_not_started() -> None:
    def stub(request: object) -> None:
        raise NotImplementedError

    with pytest.raises(Failure, match="not started"):
        acceptance(university_site("rule.credit_limit", stub), "desk").passes()


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(KeyError, match="departments"):
        acceptance(flask.Flask(__name__), "kitchen")
