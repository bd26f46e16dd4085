"""A learner's server, asked as a server: every kind of app, and every word of the client."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Iterator
from typing import Any

import flask
import pytest
from fastapi import BackgroundTasks, FastAPI, Request

from grader.web.client import Client
from grader.web.limits import Limits, NoAnswer
from grader.web.site import FRESH, Site

Open = Callable[..., tuple[Client, Site]]


class Near:
    """A site of this process, as its clients know it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def ask(self, request: bytes, seconds: float) -> Generator[bytes]:
        piece = self._site.answer(request, seconds + 0.5)
        while piece:
            yield piece
            piece = self._site.more()


@pytest.fixture
def opened() -> Iterator[Open]:
    """`opened(app)` gives a client of the app, and its site."""
    sites: list[Site] = []
    no_door = -1

    def make(app: Any, limits: Limits | None = None) -> tuple[Client, Site]:
        sites.append(Site(app, no_door))
        return Client(Near(sites[-1]), limits), sites[-1]

    yield make
    for site in sites:
        site.close()


def met(site: Site) -> list[str]:
    """What the app met since the last time."""
    return [f"{type(error).__name__}: {error}" for error in site.mishaps()]


def flask_app() -> flask.Flask:
    app = flask.Flask("campus")

    @app.route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def echo() -> Any:
        request = flask.request
        told = {
            "args": request.args.to_dict(),
            "form": request.form.to_dict(),
            "json": request.get_json(silent=True),
        }
        return told | {
            "method": request.method,
            "cookies": request.cookies,
            "x": request.headers.get("X-Term"),
        }

    @app.get("/sign-in")
    def sign_in() -> Any:
        answer = flask.redirect("/echo")
        answer.set_cookie("student", "S-1042")
        answer.set_cookie("theme", "dark")
        return answer

    @app.get("/round/<int:number>")
    def round_and_round(number: int) -> Any:
        return flask.redirect(f"/round/{number + 1}")

    @app.get("/stream")
    def stream() -> Any:
        return flask.Response(iter(["one ", "two ", "three"]), mimetype="text/plain")

    app.add_url_rule("/nothing", view_func=lambda: ("", 204), endpoint="nothing")
    app.add_url_rule("/latin", view_func=lambda: flask.Response("é".encode("latin-1")), endpoint="latin")
    app.add_url_rule("/broken", view_func=lambda: 1 // 0, endpoint="broken")
    return app


def test_every_way_to_send_reaches_a_flask_app(opened: Open) -> None:
    client, _ = opened(flask_app())
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        assert client.open("/echo", method=method).json["method"] == method
    assert client.get("/echo", query_string={"text": "sea & <b>"}).json["args"] == {"text": "sea & <b>"}
    assert client.post("/echo", data={"name": "Zoë"}).json["form"] == {"name": "Zoë"}
    assert client.put("/echo", json={"credits": 3}).get_json()["json"] == {"credits": 3}
    assert client.get("/echo", headers={"X-Term": "2027"}).json["x"] == "2027"


def test_a_site_under_a_prefix_makes_its_links_with_it(opened: Open) -> None:
    under = {"SCRIPT_NAME": "/user/ana"}
    app = flask.Flask("campus")
    app.add_url_rule(
        "/<x>", "page", lambda x: [flask.url_for("page", x=x), "X-Script-Name" in flask.request.headers]
    )
    client, _ = opened(app)
    assert client.get("/é?q=%C3%A9", environ_overrides=under).json == ["/user/ana/%C3%A9", False]

    api = FastAPI()

    @api.get("/{x}")
    async def page(x: str, request: Request) -> list[Any]:
        return [request.url_for("page", x=x).path, "X-Script-Name" in request.headers]

    client, _ = opened(api)
    assert client.get("/1", environ_overrides={"SCRIPT_NAME": "/user/ana"}).json == ["/user/ana/1", False]


def test_an_answer_has_what_a_test_client_gives(opened: Open) -> None:
    client, _ = opened(flask_app())
    answer = client.get("/stream")
    assert (answer.status_code, answer.text, answer.data) == (200, "one two three", b"one two three")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Transfer-Encoding" not in answer.headers
    assert client.get("/missing").status == "404 Not Found"


def test_answers_without_a_body_end(opened: Open) -> None:
    client, _ = opened(flask_app())
    head = client.head("/stream")
    assert (head.status_code, head.data) == (200, b"")
    assert client.get("/nothing").status_code == 204
    assert client.get("/echo").status_code == 200


def test_cookies_belong_to_one_client(opened: Open) -> None:
    app = flask_app()
    client, _ = opened(app)
    assert client.get("/sign-in").headers["Location"] == "/echo"
    assert client.get("/echo").json["cookies"] == {"student": "S-1042", "theme": "dark"}
    assert opened(app)[0].get("/echo").json["cookies"] == {}


def test_redirects_are_followed_when_asked_to_and_not_for_ever(opened: Open) -> None:
    client, _ = opened(flask_app(), Limits(redirects=4))
    assert client.get("/sign-in", follow_redirects=True).json["cookies"]["theme"] == "dark"
    with pytest.raises(NoAnswer, match="more than 4 times"):
        client.get("/round/0", follow_redirects=True)


@pytest.mark.parametrize("where", ["http://evil.example/", "http://[x", "//localhost\x7f/", "\xff\xfe"])
def test_a_redirect_to_nowhere_is_told(opened: Open, where: str) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        start_response("302 Found", [("Location", where), ("Content-Length", "0")])
        return []

    client, _ = opened(app)
    assert client.get("/").status_code == 302
    with pytest.raises(NoAnswer, match="redirected"):
        client.get("/", follow_redirects=True)


@pytest.mark.parametrize("cookie", ["", "=", "a=b; Max-Age=x", "\xff=\xfe"])
def test_a_cookie_that_is_none_is_told(opened: Open, cookie: str) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        start_response("204 No Content", [("Set-Cookie", cookie)])
        return []

    client, _ = opened(app)
    with pytest.raises(NoAnswer, match="Set-Cookie"):
        client.get("/")


def test_bytes_that_are_no_text_arrive(opened: Open) -> None:
    client, _ = opened(flask_app())
    assert client.get("/latin").data == b"\xe9"


def test_the_error_behind_a_500_is_known_once(opened: Open) -> None:
    client, site = opened(flask_app())
    assert client.get("/broken").status_code == 500
    assert met(site) == ["ZeroDivisionError: integer division or modulo by zero"]
    assert met(site) == []


def test_a_plain_wsgi_app_that_raises_answers_500(opened: Open) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        raise ValueError("bad")

    client, site = opened(app)
    assert client.get("/").status_code == 500
    assert met(site) == ["ValueError: bad"]


def test_an_app_that_breaks_in_mid_answer_is_told(opened: Open) -> None:
    def app(environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        yield b"half"
        raise OSError("disk")

    client, site = opened(app)
    with pytest.raises(NoAnswer, match="broken answer"):
        client.get("/")
    assert met(site) == ["OSError: disk"]


def test_a_wsgi_app_works_in_the_thread_of_the_cells(opened: Open) -> None:
    """What belongs to one thread, such as a database in memory, is there for the views."""
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE TABLE sections (id TEXT)")
    app = flask.Flask("campus")
    app.add_url_rule("/", view_func=lambda: memory.execute("SELECT count(*) FROM sections").fetchall())
    client, _ = opened(app)
    assert client.get("/").json == [[0]]
    memory.close()


def test_an_app_that_never_answers_is_given_up_and_the_next_request_works(opened: Open) -> None:
    app = flask.Flask("campus")

    @app.get("/forever")
    def forever() -> str:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: S112 (a learner's own handler must not keep it alive)
                continue

    app.add_url_rule("/", view_func=lambda: "here", endpoint="here")
    client, _ = opened(app, Limits(seconds=2))
    with pytest.raises(NoAnswer, match=r"no whole answer within 2 s"):
        client.get("/forever")
    assert client.get("/").text == "here"


def test_a_large_form_reaches_an_app_that_does_not_read_it(opened: Open) -> None:
    app = flask.Flask("campus")
    app.config["MAX_CONTENT_LENGTH"] = 1000
    app.add_url_rule("/", view_func=lambda: flask.request.form, methods=["POST"])
    client, _ = opened(app)
    assert client.post("/", data={"section": "x" * 1_000_000}).status_code == 413


def test_a_site_is_built_anew_where_it_says_how(opened: Open) -> None:
    def build() -> flask.Flask:
        app, seen = flask.Flask("campus"), []
        app.add_url_rule("/", view_func=lambda: seen.append(1) or str(len(seen)))
        return app

    app = build()
    app.extensions[FRESH] = build
    client, site = opened(app)
    assert [client.get("/").text, client.get("/").text] == ["1", "2"]
    assert site.renew() is True
    assert client.get("/").text == "1"
    assert opened(build())[1].renew() is False


def test_a_fastapi_app_answers_and_its_background_work_is_done_by_then(opened: Open) -> None:
    app, done = FastAPI(), []

    @app.get("/courses/{code}")
    async def course(code: str, tasks: BackgroundTasks) -> dict[str, str]:
        tasks.add_task(done.append, code)
        return {"code": code}

    client, _ = opened(app)
    assert client.get("/courses/BIO-201").json == {"code": "BIO-201"}
    assert done == ["BIO-201"]
    assert client.get("/courses/").status_code == 404


def test_the_error_behind_a_500_of_fastapi_is_known(opened: Open) -> None:
    app = FastAPI()

    @app.get("/")
    def broken() -> None:
        raise LookupError("no rows")

    client, site = opened(app)
    assert client.get("/").status_code == 500
    assert met(site) == ["LookupError: no rows"]


def test_a_plain_asgi_app_lives_through_its_lifespan(opened: Open) -> None:
    life: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            for step in ("startup", "shutdown"):
                await receive()
                life.append(step)
                await send({"type": f"lifespan.{step}.complete"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for body, more in ((b"one ", True), (b"two", False)):
            await send({"type": "http.response.body", "body": body, "more_body": more})

    client, site = opened(app)
    assert life == ["startup"]
    assert client.get("/").text == "one two"
    site.close()
    assert life == ["startup", "shutdown"]


def test_an_asgi_app_without_a_lifespan_serves(opened: Open) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    client, site = opened(app)
    assert client.get("/").status_code == 204
    assert met(site) == []


def test_a_lifespan_that_fails_is_told(opened: Open) -> None:
    async def lifespan(_app: FastAPI) -> Any:
        raise ConnectionError("no database")
        yield

    app = FastAPI(lifespan=contextlib.asynccontextmanager(lifespan))
    with pytest.raises(RuntimeError, match=r"lifespan raised ConnectionError: no database"):
        opened(app)


@pytest.mark.parametrize("thing", [None, "app", lambda: "page", object()])
def test_what_is_no_app_is_told(thing: Any, opened: Open) -> None:
    with pytest.raises(TypeError, match="neither a WSGI nor an ASGI app"):
        opened(thing)


def test_a_flask_app_that_is_called_otherwise_is_what_its_signature_says(opened: Open) -> None:
    class Asgi(flask.Flask):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # type: ignore[override]
            assert scope["type"] == "http"
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body"})

    class Named(flask.Flask):
        pass

    assert opened(Asgi("campus"))[0].get("/").status_code == 204
    assert opened(Named("campus"))[0].get("/").status_code == 404
    assert opened(flask_app().wsgi_app)[0].get("/echo").status_code == 200


def test_an_app_that_ends_python_ends_one_answer(opened: Open) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        raise SystemExit(3)

    client, site = opened(app)
    with pytest.raises(NoAnswer, match="closed the connection without an answer"):
        client.get("/")
    assert met(site) == ["SystemExit: 3"]

    async def ending(scope: Any, receive: Any, send: Any) -> None:
        raise SystemExit(3)

    client, site = opened(ending)
    assert [client.get("/").status_code, client.get("/").status_code] == [500, 500]
    assert met(site) == ["SystemExit: 3", "SystemExit: 3"]
