"""What `ask` sends is, to the byte, what a client of werkzeug sends, and it has the same answer."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import h11
import pytest

from grader.web.client import Client
from grader.web.exchange import exchange
from grader.web.limits import Limits, NoAnswer

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Listener:
    """A site that gives one answer to every request, and keeps what it was sent."""

    def __init__(self, answer: bytes = OK) -> None:
        self.answer, self.sent = answer, b""

    def ask(self, request: bytes, _seconds: float) -> Generator[bytes]:
        self.sent = request
        yield self.answer


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "get"])
@pytest.mark.parametrize(
    "request_fields",
    [
        {"path": "/"},
        {"path": "/café/%C3%A9/100%25/%2F/a b/☂;v=1?text=sea%20%26+b&a=&&b#top"},
        {"path": "courses/%zz"},
        {"path": "//evil.example//x"},
        {"path": "http://elsewhere.example/x?y=z"},
        {"path": "/", "query_string": {"text": "é & <b> + ?", "empty": "", "a": "1/2:3"}},
        {"path": "/", "query_string": "q=1&q=2%203+4"},
        {"path": "/", "data": {"name": "Zoë & co", "a": "+ %", "empty": ""}},
        {"path": "/", "data": {}},
        {"path": "/", "data": "text é"},
        {"path": "/", "json": {"é": [1, None, "☂"]}},
        {"path": "/", "json": {}},
        {"path": "/", "json": 0, "headers": {"Content-Type": "application/merge-patch+json"}},
        {
            "path": "/",
            "headers": {"Cookie": "a=b", "X-Term": "1", "Connection": "upgrade", "Host": "x.example"},
        },
        {"path": "/", "headers": {"content-length": "3", "Expect": "100-continue", "X_Under": "1"}},
        {"path": "/", "environ_overrides": {"SCRIPT_NAME": "/user/ana é".encode().decode("latin-1")}},
    ],
)
def test_the_same_request_is_sent(request_fields: dict[str, Any], method: str) -> None:
    sent = []
    for word in ("open", "ask"):
        site = Listener()
        getattr(Client(site), word)(method=method, **request_fields)
        sent.append(site.sent)
    assert sent[0] == sent[1]
    assert sent[0].startswith(method.encode())


@pytest.mark.parametrize("body", [b"", b"a=b"])
@pytest.mark.parametrize(
    "headers",
    [
        [("Host", "localhost")],
        [("X-Term", "1"), ("HOST", "localhost"), ("x-term", "2"), ("X-Empty", "")],
        [("Accept", "a"), ("User-Agent", "b"), ("host", "h"), ("Connection", "close")],
    ],
)
def test_a_request_is_written_as_h11_writes_it(headers: list[tuple[str, str]], body: bytes) -> None:
    length = [("Content-Length", str(len(body)))] if body else []
    request = h11.Request(method="POST", target="/a?b=c", headers=headers + length)
    site, wire = Listener(), h11.Connection(h11.CLIENT)
    exchange(site, request, body, Limits())
    events = (request, h11.Data(data=body), h11.EndOfMessage())
    assert site.sent == b"".join(wire.send(event) or b"" for event in events)


@pytest.mark.parametrize(
    ("request_fields", "error"),
    [
        ({"path": "/?a=1", "query_string": {"b": "2"}}, ValueError),
        ({"path": "/", "json": {}, "data": {"a": "b"}}, TypeError),
        ({"path": "/", "headers": {"X": "1\r\nY: 2"}}, ValueError),
        ({"path": "/", "headers": {"X Y": "1"}}, h11.LocalProtocolError),
        ({"path": "/", "headers": {"X": "é"}}, ValueError),
        ({"path": "/", "query_string": "é"}, ValueError),
        ({"path": "/", "query_string": "a b"}, h11.LocalProtocolError),
    ],
)
def test_what_is_no_request_raises_the_same(request_fields: dict[str, Any], error: type[Exception]) -> None:
    for word in ("open", "ask"):
        with pytest.raises(error):
            getattr(Client(Listener()), word)(**request_fields)


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Type: text/html",
        b"content-TYPE:  text/html ; charset=latin-1\r\nContent-Type: text/plain",
        b"Content-Type: Text/HTML",
        b"Content-Type:\r\nLocation:",
        b"Content-Type: application/json",
        b"Content-Type: application/problem+json; charset=utf-8",
        b"Content-Type: application/jsonl",
        b"X: 1",
        b"Location: /a b/\xe9\r\nLocation: /second",
        b"Set-Cookie: a=b; Max-Age=1\r\nLocation: http://localhost/x",
    ],
)
@pytest.mark.parametrize("status", [b"200 OK", b"303 See Other", b"999 \xff"])
def test_the_answer_says_the_same(status: bytes, headers: bytes) -> None:
    site = Listener(b"HTTP/1.1 %b\r\n%b\r\nContent-Length: 3\r\n\r\n\xff<b" % (status, headers))
    theirs, ours = Client(site).open("/"), Client(site).ask("/")
    assert (ours.status, ours.body, ours.header("location")) == (
        theirs.status_code,
        theirs.data,
        theirs.headers.get("Location"),
    )
    assert (ours.mimetype == "text/html") is (theirs.mimetype == "text/html")
    assert (ours.is_json, ours.all("location")) == (theirs.is_json, theirs.headers.getlist("Location"))


def test_a_cookie_that_is_none_is_told() -> None:
    with pytest.raises(NoAnswer, match="sent a Set-Cookie header that is none"):
        Client(Listener(b"HTTP/1.1 204 No Content\r\nSet-Cookie: a=b; Max-Age=x\r\n\r\n")).ask("/")


@pytest.mark.parametrize("words", [("open", "ask"), ("ask", "open")])
@pytest.mark.parametrize(
    ("cookie", "path", "is_sent"),
    [
        (b"student=S-1042", "/courses/8", True),
        (b"student=S-1042; Path=/desk", "/courses/8", False),
        (b"student=S-1042; Max-Age=0", "/courses/7", False),
        (b"student=S-1042; Domain=elsewhere.example", "/courses/7", False),
    ],
)
def test_a_cookie_is_kept_for_the_next_request(
    words: tuple[str, str], cookie: bytes, path: str, is_sent: bool
) -> None:
    site = Listener(
        b"HTTP/1.1 204 No Content\r\nSet-Cookie: theme=dark; Path=/\r\nSet-Cookie: %b\r\n\r\n" % cookie
    )
    client = Client(site)
    for word, where in zip(words, ("/courses/7", path), strict=True):
        getattr(client, word)(where, headers={"Cookie": "own=1"})
    assert b"own=1" not in site.sent
    assert b"theme=dark" in site.sent
    assert (b"student=S-1042" in site.sent) is is_sent
