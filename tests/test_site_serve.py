"""The site's server: types, prefix, what it refuses, and what it says when it cannot start."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.__main__ import course
from grader.book.server import address, server
from grader.errors import CourseError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "index.html").write_text("<p>front</p>", encoding="utf-8")
    (site / "a.js").write_text("1", encoding="utf-8")
    (site / "a.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return site


@contextlib.contextmanager
def serving(folder: Path, prefix: str = "") -> Iterator[int]:
    running = server(folder, 0, prefix=prefix)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running.server_address[1]
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def get(port: int, path: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        header = response.getheader("Location") or response.getheader("Content-Type")
        return response.status, header, response.read()
    finally:
        connection.close()


def test_pages_and_their_types(folder: Path) -> None:
    with serving(folder) as port:
        assert get(port, "/") == (200, "text/html; charset=utf-8", b"<p>front</p>")
        assert get(port, "/a.js")[:2] == (200, "text/javascript; charset=utf-8")
        assert get(port, "/a.wasm")[:2] == (200, "application/wasm")


@pytest.mark.parametrize("path", ["/sub/", "/none.html", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_what_is_no_page_is_not_found(folder: Path, path: str) -> None:
    with serving(folder) as port:
        status, _, body = get(port, path)
    assert status == 404
    assert b"secret" not in body


def test_below_a_prefix(folder: Path) -> None:
    with serving(folder, "course/") as port:
        assert get(port, "/course/")[2] == b"<p>front</p>"
        assert get(port, "/course")[:2] == (301, "/course/")
        assert get(port, "/course?x=1")[:2] == (301, "/course/?x=1")
        assert get(port, "/course/?x=1")[2] == b"<p>front</p>"
        assert get(port, "/course/sub")[:2] == (301, "/course/sub/")
        assert get(port, "/course/../secret.txt")[0] == 404
        assert get(port, "/a.js")[0] == 404
        assert get(port, "/courses/a.js")[0] == 404


@pytest.mark.parametrize("prefix", ["", "/course"])
@pytest.mark.parametrize("slashes", ["//", "/\\", "///"])
def test_no_redirect_leads_to_another_host(folder: Path, prefix: str, slashes: str) -> None:
    with serving(folder, prefix) as port:
        for path in (f"{prefix}{slashes}evil.example/..", f"{slashes}evil.example/.."):
            status, location, _ = get(port, path)
            assert status == 404 or (location or "")[:2] in ("/e", "/c")


@pytest.mark.parametrize("path", ["/%00", "/a%00.js", "/%ed%a0%80"])
def test_a_name_that_no_file_can_have_is_not_found(folder: Path, path: str) -> None:
    with serving(folder) as port:
        assert get(port, path)[0] == 404


def test_text_travels_compressed_to_a_browser_that_takes_it(folder: Path) -> None:
    with serving(folder) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/index.html", headers={"Accept-Encoding": "gzip, br"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    assert answer.getheader("Content-Encoding") == "gzip"
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert int(answer.getheader("Content-Length")) == len(body)
    assert gzip.decompress(body) == b"<p>front</p>"


def test_what_is_compressed_already_travels_as_it_is(folder: Path) -> None:
    with serving(folder) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/a.wasm", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        assert (answer.getheader("Content-Encoding"), answer.read()) == (None, b"\0asm")
        connection.close()


def test_address_names_the_prefix(folder: Path) -> None:
    with server(folder, 0) as running:
        port = running.server_address[1]
        assert address(running, "/course") == f"http://127.0.0.1:{port}/course/"


def test_a_missing_build_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        server(tmp_path, 0)
    assert "make book" in caught.value.remedy


def test_a_busy_port_is_named(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port} is already in use"):
            server(folder, port)


def test_the_command_refuses_a_port_that_is_none() -> None:
    done = CliRunner().invoke(course, ["book", "serve", "--port", "70000"])
    assert done.exit_code == 2
    assert "70000" in done.output
