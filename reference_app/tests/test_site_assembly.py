"""How the site is put together: swapped pages, proxies, cookies, hosts, and faults that must not show."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

import pytest
from flask import Blueprint, Flask, redirect, session, url_for

from university.application.catalogue import DepartmentPage, DepartmentSummary
from university.bootstrap import build
from university.domain.catalogue import Course, Department
from university.entrypoints.site import departments
from university.entrypoints.site.factory import create_site
from university.entrypoints.site.feature import Feature
from university.entrypoints.site.settings import SiteSettings
from university.settings import Settings, SettingsError

PREFIX = "/user/ana/university"
PRODUCTION = {"environment": "production", "secret_key": "k" * 40}


def site(overrides: dict[str, object] | None = None, **settings: Any) -> Flask:
    return build(Settings(database_url="memory:", **settings), overrides).get(Flask)


def own_departments(name: str = "mine", prefix: str | None = None) -> Any:
    """A part as a learner may write it: other names everywhere, the promised addresses."""

    def create_blueprint(catalogue: Any) -> Blueprint:
        pages = Blueprint(name, __name__, url_prefix=prefix)

        @pages.route("/departments/")
        def all_of_them() -> str:
            return f"own list, a course: {url_for('catalogue.course', code='BIO-201')}"

        @pages.route("/departments/<string:short>")
        def one(short: str) -> Any:
            return redirect(url_for(".one", short=short.upper())) if short.islower() else f"own {short}"

        return pages

    return create_blueprint


def test_swapped_departments_answer_and_the_rest_links_to_them():
    client = site({"site.departments": own_departments()}).test_client()
    assert client.get("/departments/BIO").text == "own BIO"
    assert client.get("/departments/").text == "own list, a course: /courses/BIO-201"
    assert 'href="/departments/BIO"' in client.get("/courses/BIO-201").text
    assert 'href="/departments/"' in client.get("/").text


def test_a_swapped_catalogue_is_linked_to_under_a_prefix():
    def create_blueprint(catalogue: Any) -> Blueprint:
        pages = Blueprint("another", __name__)
        pages.add_url_rule("/courses/<path:which>", view_func=lambda which: f"own {which}", endpoint="x")
        pages.add_url_rule("/courses/", view_func=lambda: "own courses", endpoint="y")
        return pages

    client = site({"site.catalogue": create_blueprint}).test_client()
    assert client.get("/courses/BIO-201").text == "own BIO-201"
    page = client.get("/departments/BIO", environ_overrides={"SCRIPT_NAME": PREFIX}).text
    assert f'href="{PREFIX}/courses/BIO-201"' in page


def test_a_part_that_returns_no_blueprint_is_named():
    with pytest.raises(TypeError, match=r"site\.departments.*returned NoneType.*return"):
        site({"site.departments": lambda catalogue: None})


def test_two_blueprints_of_one_name_are_refused_in_words():
    with pytest.raises(ValueError, match=r"site\.departments.*'catalogue'.*another name"):
        site({"site.departments": own_departments("catalogue")})


def test_forwarding_headers_count_only_behind_a_trusted_proxy():
    forged = {"X-Forwarded-Prefix": PREFIX, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    direct = site().test_client().get("/courses/", headers=forged)
    assert PREFIX not in direct.text and "evil.example" not in direct.text
    proxied = site(trusted_proxies=1).test_client().get("/courses/", headers=forged)
    assert f'href="{PREFIX}/courses/BIO-101"' in proxied.text
    assert f'href="{PREFIX}/static/style.css"' in proxied.text


def test_behind_a_prefix_redirects_are_relative_so_that_no_proxy_doubles_it():
    client = site(trusted_proxies=1).test_client()
    for path, target in [
        ("/courses/bio-201", "/courses/BIO-201"),
        ("/courses", "/courses/"),
        ("/desk/s-1042", "/desk/S-1042"),
    ]:
        location = client.get(path, headers={"X-Forwarded-Prefix": PREFIX}).headers["Location"]
        assert not location.startswith("/"), f"{path} → {location}"
        assert (
            urljoin(f"https://hub.example{PREFIX}{path}", location) == f"https://hub.example{PREFIX}{target}"
        )


def test_a_redirect_in_a_swapped_part_survives_the_prefix_too():
    client = site({"site.departments": own_departments()}, trusted_proxies=1).test_client()
    location = client.get("/departments/bio", headers={"X-Forwarded-Prefix": PREFIX}).headers["Location"]
    assert urljoin(f"http://h{PREFIX}/departments/bio", location) == f"http://h{PREFIX}/departments/BIO"


def remembering(catalogue: Any) -> Blueprint:
    """A part whose page keeps something in the session."""
    pages = Blueprint("remembering", __name__)

    @pages.get("/departments/")
    def index() -> str:
        session["seen"] = True
        return "own list"

    return pages


def test_in_production_the_desk_is_closed_to_strangers():
    response = site(**PRODUCTION).test_client().get("/desk/S-1042")
    assert response.status_code in (303, 403), "where nobody can sign in yet, it stays closed"
    assert "Yonas" not in response.text
    assert "Enrolment desk" not in site(**PRODUCTION).test_client().get("/").text


@pytest.mark.parametrize(
    ("settings", "headers", "expected"),
    [
        ({}, {}, {"Path": "/", "Secure": None}),
        ({"trusted_proxies": 1}, {"X-Forwarded-Prefix": PREFIX}, {"Path": PREFIX, "Secure": None}),
        ({"trusted_proxies": 1}, {"X-Forwarded-Proto": "https"}, {"Path": "/", "Secure": ""}),
        (PRODUCTION, {}, {"Path": "/", "Secure": ""}),
    ],
)
def test_the_cookie_stays_where_the_site_is(settings, headers, expected):
    app = site({"site.departments": remembering}, **settings)
    cookie = app.test_client().get("/departments/", headers=headers).headers["Set-Cookie"]
    parts = dict(part.strip().partition("=")[::2] for part in cookie.split(";"))
    assert parts["Path"] == expected["Path"]
    assert parts.get("Secure") == expected["Secure"]
    assert parts["SameSite"] == "Lax" and "HttpOnly" in parts


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({}, "localhost", 200),
        ({}, "127.0.0.1:8000", 200),
        ({}, "evil.example", 400),
        ({}, "localhost.evil.example", 400),
        ({"trusted_proxies": 1}, "hub.example", 200),
        ({"values": {"UNIVERSITY_TRUSTED_HOSTS": "uni.example, .campus.example"}}, "a.campus.example", 200),
        ({"values": {"UNIVERSITY_TRUSTED_HOSTS": "uni.example"}} | PRODUCTION, "evil.example", 400),
        ({"values": {"UNIVERSITY_TRUSTED_HOSTS": "uni.example"}} | PRODUCTION, "localhost", 200),
    ],
)
def test_only_trusted_hosts_are_answered(settings, host, status):
    response = site(**settings).test_client().get("/", headers={"Host": host})
    assert response.status_code == status
    if status == 400:
        assert "UNIVERSITY_TRUSTED_HOSTS" in response.text
        assert host not in response.text


@pytest.mark.parametrize("host", ["*", "https://uni.example", "a b"])
def test_what_is_no_host_name_is_refused(host):
    with pytest.raises(SettingsError, match="UNIVERSITY_TRUSTED_HOSTS"):
        SiteSettings.read({"UNIVERSITY_TRUSTED_HOSTS": host})


def failing(message: str) -> Any:
    def create_blueprint(catalogue: Any) -> Blueprint:
        pages = Blueprint("failing", __name__)

        @pages.get("/departments/")
        def index() -> str:
            raise RuntimeError(message)

        return pages

    return create_blueprint


def test_a_fault_shows_no_traceback_and_is_logged(caplog):
    client = site({"site.departments": failing("sqlite3: password is hunter2")}).test_client()
    response = client.get("/departments/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "hunter2" not in response.text and "Traceback" not in response.text
    assert "hunter2" in caplog.text


def test_names_are_escaped():
    hostile = Department("X&Y", "<script>alert(1)</script>", "<b>bold</b>")
    course = Course("X&Y-1", "<img src=x onerror=alert(2)>", "X&Y", 3, "a < b & c")
    fake = SimpleNamespace(
        departments=lambda: [DepartmentSummary(hostile, 1)],
        department=lambda code: DepartmentPage(hostile, [course]),
    )
    home = Blueprint("home", __name__)
    home.add_url_rule("/", endpoint="index", view_func=lambda: "")
    parts: Any = [departments.create_blueprint(fake), home]  # type: ignore[arg-type]
    app = create_site(Settings(), [Feature("test", part) for part in parts])
    for path in ("/departments/", "/departments/X&Y"):
        text = app.test_client().get(path).text
        assert "&lt;script&gt;alert(1)" in text
        for raw in ("<script", "<img", "<b>bold"):
            assert raw not in text, f"{path} shows {raw} unescaped"


def test_sites_share_nothing():
    first, second = site(), site()
    first.config["PROPAGATE_EXCEPTIONS"] = True
    assert first.url_map is not second.url_map
    assert second.config["PROPAGATE_EXCEPTIONS"] is None


def test_a_session_of_another_key_is_ignored():
    app, other = site(secret_key="a" * 32), site(secret_key="b" * 32)
    cookie = app.test_client().get("/desk/S-1042").headers["Set-Cookie"].split(";")[0]
    with other.test_request_context("/", headers={"Cookie": cookie}):
        assert "csrf_token" not in session
    with app.test_request_context("/", headers={"Cookie": cookie}):
        assert "csrf_token" in session


def test_the_stylesheet_is_one_small_file_that_asks_for_nothing():
    static = Path(departments.__file__).parent / "static"
    sheet = (static / "style.css").read_text(encoding="utf-8")
    assert len(sheet.encode()) < 20_000
    assert "url(" not in sheet and "@import" not in sheet
    assert {file.name for file in static.iterdir()} == {"style.css", "icon.svg"}
