"""What is read of an answer without h11 is what h11 reads, and nothing that h11 would refuse."""

from __future__ import annotations

import random
from collections.abc import Iterator

import h11
import pytest

from grader.web.answer import Answer, usual
from grader.web.limits import Limits

LIMITS = Limits(headers=2**9, body=2**10)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>hi"
SEEDS = [
    PAGE,
    b"HTTP/1.1 303 SEE OTHER\r\nServer: Werkzeug/3.1.3 Python/3.11.7\r\nLocation: /a?b=c#d\r\n"
    b"Set-Cookie: s=1; Path=/\r\nset-cookie: t=2\r\nCONTENT-LENGTH: 0\r\n\r\n",
    b"HTTP/1.1 500 \r\nX-Long: " + b"a b\t" * 30 + b"c\r\nContent-Length: 0003\r\n\r\nabcdef",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\nContent-Length: 3\r\nX:\r\n\r\nabc",
    b"HTTP/1.0 200 OK\nContent-Length: 1\n\nx",
    b"HTTP/1.1 103 Early Hints\r\nContent-Length: 0\r\n\r\n" + PAGE,
    b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nabcde",
]
SNIPPETS = [
    *(b"\r\n", b"\n", b"\r", b"\r\n\r\n", b" ", b"\t", b":", b": ", b",", b"_", b"("),
    *(b"\x00", b"\x0b", b"\x1f", b"\x7f", b"\x85", b"\xa0", b"\xc2\xb2"),
    *(b"Content-Length: 4\r\n", b"content-length: 5\r\n", b"Content-Length: -1\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: 5\r\n", b"Content-Length: +5\r\n"),
    *(b"X: y\r\n folded\r\n", b"X Y: z\r\n", b"HTTP/1.1 ", b"HTTP/1.10 "),
    *(b"1" * 25, b"100", b"304", b"0", b"9", b"a" * 300),
]


def by_h11(data: bytes, method: bytes) -> Answer | None:
    """None for what h11 refuses, or would read on for."""
    wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=LIMITS.headers)
    wire.send(h11.Request(method=method, target="/", headers=[("Host", "localhost")]))
    wire.send(h11.EndOfMessage())
    wire.receive_data(data)
    body, head = b"", None
    try:
        while (event := wire.next_event()) is not h11.NEED_DATA and event is not h11.PAUSED:
            if type(event) is h11.Response:
                head = event
            elif type(event) is h11.Data:
                body += event.data
            elif type(event) is h11.EndOfMessage and head is not None:
                fields = [
                    (name.decode(), value.decode("latin-1")) for name, value in head.headers.raw_items()
                ]
                return Answer(head.status_code, fields, bytes(body))
    except h11.RemoteProtocolError:
        pass
    return None


def spoilt(times: int) -> Iterator[bytes]:
    """Answers with a few faults each."""
    dice = random.Random(2027)  # noqa: S311 (the same faults each time)
    for _ in range(times):
        data = bytearray(dice.choice(SEEDS))
        for _ in range(dice.choice([1, 1, 2, 3])):
            at = dice.randrange(len(data) + 1)
            kind = dice.randrange(4)
            if kind == 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            elif kind == 1:
                del data[at : at + dice.randrange(1, 4)]
            elif kind == 2:
                data[at:at] = dice.choice(SNIPPETS)
            else:
                lines = bytes(data).split(b"\r\n")
                lines.insert(dice.randrange(len(lines)), dice.choice(lines))
                data = bytearray(b"\r\n".join(lines))
        yield bytes(data)


def test_spoilt_answers_are_read_as_h11_reads_them_or_left_to_it() -> None:
    read = left = 0
    for data in spoilt(20_000):
        for method in (b"GET", b"HEAD", b"CONNECT"):
            ours, theirs = usual(data, method, LIMITS), by_h11(data, method)
            assert ours in (None, theirs), data
            read += ours is not None
            left += ours is None and theirs is not None
    assert read > 1000
    assert left > 1000


@pytest.mark.parametrize("byte", range(256))
def test_every_byte_in_every_place_is_read_as_h11_reads_it(byte: int) -> None:
    for at in range(len(PAGE) + 1):
        for width in (0, 1):
            data = PAGE[:at] + bytes([byte]) + PAGE[at + width :]
            assert usual(data, b"GET", LIMITS) in (None, by_h11(data, b"GET"))


def test_the_usual_answer_is_read_when_it_is_whole_and_what_follows_is_not() -> None:
    whole = Answer(
        200, [("Content-Type", "text/html"), ("Content-Length", "5"), ("Connection", "close")], b"<p>hi"
    )
    assert usual(PAGE, b"GET", LIMITS) == usual(PAGE + b"more", b"POST", LIMITS) == whole
    assert not any(usual(PAGE[:end], b"GET", LIMITS) for end in range(len(PAGE)))


def test_what_passes_a_limit_is_left_to_h11() -> None:
    head = b"HTTP/1.1 200 OK\r\nX: %b\r\nContent-Length: %d\r\n\r\n"
    for many, length, is_read in ((1, 2**10, True), (1, 2**10 + 1, False), (2**9, 1, False)):
        data = head % (b"x" * many, length) + b"x" * length
        assert (usual(data, b"GET", LIMITS) is not None) is is_read
