"""Signing in and out on the site: sessions, where one comes out, and what a stranger is told."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, REGISTRAR
from visitors import Visitor

from university.application.authentication import DEMO_PASSWORD, Authentication
from university.application.errors import StoreUnavailable
from university.bootstrap import Container, build
from university.domain.identity import User
from university.entrypoints.site.who import recognise_by
from university.settings import MEMORY_URL, Settings

PREFIX = "/user/ana/university"
FIRST = {
    ANA: "/timetable",
    BIOLOGIST: "/teaching/",
    REGISTRAR: "/desk/",
    ADMIN: "/log/",
    KOFI: "/applications/",
}
LINKS = {
    None: {"Courses", "Departments", "Enrolment desk"},
    ANA: {"Courses", "Departments", "My timetable", "My record"},
    BIOLOGIST: {"Courses", "Departments", "Grade sheets"},
    KOFI: {"Courses", "Departments", "Applications"},
    ADMIN: {"Courses", "Departments", "Log"},
    REGISTRAR: {"Courses", "Departments", "Enrolment desk", "Grade sheets", "Applications", "Messages"},
}


@pytest.mark.parametrize("user", FIRST, ids=lambda user: min(user.roles))
def test_everybody_comes_out_on_their_first_page(visitor, user: User) -> None:
    somebody = visitor()
    response = somebody.sign_in(f" {user.email.upper()} ")
    assert response.headers["Location"] == FIRST[user]
    assert user.name in somebody.get(FIRST[user])
    assert somebody.client.get("/sign-in").headers["Location"] == FIRST[user]


@pytest.mark.parametrize("user", LINKS, ids=lambda user: min(user.roles) if user else "stranger")
def test_the_links_at_the_top_are_for_the_visitors_roles(visitor, user: User | None) -> None:
    page = visitor(user).get("/departments/")
    links = page[page.index('aria-label="Main"') : page.index("</nav>")]
    assert {name for names in LINKS.values() for name in names if f">{name}<" in links} == LINKS[user]


def test_a_wrong_password_is_answered_like_an_unknown_address(visitor) -> None:
    answers = [visitor().sign_in(email, "wrong", 401).text for email in (ANA.email, "nobody@example.org")]
    assert "do not belong together" in answers[0]
    first, second = (answer.partition("<main")[2] for answer in answers)
    assert (
        first.replace(ANA.email, "…").partition('name="csrf_token"')[0]
        == second.replace("nobody@example.org", "…").partition('name="csrf_token"')[0]
    )


def test_the_sixth_attempt_waits(visitor) -> None:
    somebody = visitor()
    for _ in range(5):
        somebody.sign_in(ANA.email, "wrong", 401)
    refused = somebody.sign_in(ANA.email, DEMO_PASSWORD, 429)
    assert refused.headers["Retry-After"] == "600" and "10 minutes" in refused.text


def test_a_session_is_new_after_signing_in_and_empty_after_signing_out(app: Flask, visitor) -> None:
    somebody = visitor()
    before = somebody.token()
    somebody.client.get("/desk/")
    somebody.sign_in(ANA.email)
    assert somebody.client.post("/sign-out", data={"csrf_token": before}).status_code == 400
    with somebody.client.session_transaction() as session:
        assert set(session) <= {"session", "csrf_token", "_permanent", "_flashes"}
    somebody.post("/sign-out")
    assert somebody.client.get("/timetable").headers["Location"] == "/sign-in?next=/timetable"
    with somebody.client.session_transaction() as session:
        assert "session" not in session


def test_a_cookie_that_was_copied_counts_no_more_after_signing_out(app: Flask, visitor) -> None:
    ana, elsewhere = visitor(ANA), visitor(ANA)
    thief = Visitor(app)
    cookie = ana.client.get_cookie("university_session")
    assert cookie is not None
    thief.client.set_cookie("university_session", cookie.value)
    thief.get("/timetable")
    ana.post("/sign-out")
    thief.client.set_cookie("university_session", cookie.value)
    assert thief.client.get("/timetable").headers["Location"] == "/sign-in?next=/timetable"
    elsewhere.get("/timetable")


def test_another_password_ends_every_other_session(university: Container, visitor) -> None:
    first, second = "a few words in a row", "a few other words in a row"
    university.get(Authentication).set_password(ANA.email, first)
    ana, thief = visitor(), visitor()
    for somebody in (ana, thief):
        somebody.sign_in(ANA.email, first)
    ana.post("/account", old=first, new=second, again=second)
    ana.get("/timetable")
    assert thief.client.get("/timetable").status_code == 303


def test_signing_out_needs_the_token_so_no_other_site_can_do_it(visitor) -> None:
    ana = visitor(ANA)
    assert ana.client.post("/sign-out").status_code == 400
    assert ana.client.get("/sign-out").status_code == 405
    ana.get("/timetable")


def test_the_cookie_is_for_this_site_and_this_browser_alone(visitor) -> None:
    cookie = visitor().sign_in(ANA.email).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Expires=" in cookie
    assert ANA.email not in cookie


def test_pages_of_somebody_are_kept_nowhere(visitor) -> None:
    ana, stranger = visitor(ANA), visitor()
    for path in ("/timetable", "/record/S-1", "/courses/", "/account"):
        assert ana.client.get(path).headers["Cache-Control"] == "no-store", path
    assert "Cache-Control" not in stranger.client.get("/courses/").headers


@pytest.mark.parametrize(
    "path", ["/timetable", "/record/", "/record/S-1?x=1", "/teaching/", "/log/", "/account"]
)
def test_a_stranger_signs_in_first_and_then_sees_the_page(visitor, path: str) -> None:
    stranger = visitor()
    response = stranger.client.get(path)
    assert response.status_code == 303
    assert parse_qs(urlsplit(response.headers["Location"]).query) == {"next": [path]}
    assert "Sign in first" in stranger.get(response.headers["Location"])
    assert stranger.sign_in(ANA.email, next=path).headers["Location"] == path


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "\\\\evil",
     "/\t/evil.example", "/ /evil.example", "/x\r\nSet-Cookie: a=b", "evil", "///evil.example"],
)  # fmt: skip
def test_next_never_leads_elsewhere(visitor, target: str) -> None:
    stranger = visitor()
    assert "evil" not in stranger.client.get("/sign-in", query_string={"next": target}).text
    assert stranger.sign_in(ANA.email, next=target).headers["Location"] == "/timetable"


def test_next_keeps_the_prefix_of_a_proxy(university: Container) -> None:
    app = build(Settings(database_url=MEMORY_URL, trusted_proxies=1)).get(Flask)
    somebody = Visitor(app)
    somebody.client.environ_base["HTTP_X_FORWARDED_PREFIX"] = PREFIX
    asked = somebody.client.get("/timetable").headers["Location"]
    assert asked == "./sign-in?next=/timetable"
    # The cookie's path is the prefix, which this client does not see; the form's answer shows the way.
    page = somebody.client.get("/sign-in?next=/timetable").text
    assert f'action="{PREFIX}/sign-in"' in page and 'name="next" value="/timetable"' in page


def test_who_is_removed_is_signed_out(university: Container, visitor) -> None:
    from university.adapters.memory.store import MemoryStore

    ana = visitor(ANA)
    del university.get(MemoryStore).tables[User][ANA.id]
    assert ana.client.get("/timetable").status_code == 303
    assert "Sign in" in ana.get("/")


def test_when_the_store_is_gone_the_error_page_needs_nobodys_name(app: Flask, visitor) -> None:
    ana = visitor(ANA)

    def gone() -> User:
        raise StoreUnavailable

    recognise_by(app, gone)
    for path in ("/timetable", "/courses/", "/"):
        page = ana.get(path, status=503)
        assert "cannot be reached" in page and ANA.name not in page


def test_a_password_is_changed_by_who_knows_the_old_one(university: Container, visitor) -> None:
    ana, new = visitor(ANA), "a heron stands in the reeds"
    for old, first, again, status in [
        ("wrong", new, new, 401), (DEMO_PASSWORD, new, new + "!", 400),
        (DEMO_PASSWORD, "short", "short", 400),
    ]:  # fmt: skip
        assert 'role="alert"' in ana.post("/account", status, old=old, new=first, again=again).text
    assert "is changed" in ana.then("/account", old=DEMO_PASSWORD, new=new, again=new)
    assert university.get(Authentication).sign_in(ANA.email, new, "192.0.2.1") == ANA
    visitor().sign_in(ANA.email, DEMO_PASSWORD, 401)


def test_production_has_no_open_accounts_and_no_open_desk() -> None:
    settings = Settings(database_url=MEMORY_URL, environment="production", secret_key="k" * 40)
    stranger = Visitor(build(settings).get(Flask))
    stranger.client.environ_base["wsgi.url_scheme"] = "https"
    page = stranger.get("/sign-in")
    assert DEMO_PASSWORD not in page and "aldermoor.example" not in page
    assert "Enrolment desk" not in stranger.get("/")
    for path in ("/desk/", "/desk/S-1042", "/desk/S-1042?course=BIO-201"):
        response = stranger.client.get(path)
        assert response.status_code == 303 and "/sign-in" in response.headers["Location"]
        assert "Yonas" not in response.text
