"""The line between judge and student: messages arrive as they were sent, however the socket cuts them."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator

import pytest

from grader.worker.wire import LONGEST, HungUp, Malformed, Wire


class _Counted(socket.socket):
    """Counts how often it is read."""

    reads = 0

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        self.reads += 1
        return super().recv(bufsize, flags)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, _Counted]]:
    ours, theirs = socket.socketpair()
    with ours, _Counted(fileno=theirs.detach()) as counted:
        yield ours, counted


def _packed(text: str) -> bytes:
    return struct.pack(">I", len(text)) + text.encode()


def test_a_message_is_read_with_one_call(ends: tuple[socket.socket, _Counted]) -> None:
    ours, theirs = ends
    Wire(ours).send(["ask", "get", [["object", 1], "é\n\0"], [], 1.5, None, True, 2**70])
    assert Wire(theirs).receive() == ["ask", "get", [["object", 1], "é\n\0"], [], 1.5, None, True, 2**70]
    assert theirs.reads == 1


def test_messages_that_arrive_at_once_are_told_apart(ends: tuple[socket.socket, _Counted]) -> None:
    ours, theirs = ends
    ours.sendall(_packed("[1]") + _packed('"two"') + _packed('{"three": 3}')[:6])
    wire = Wire(theirs)
    assert [wire.receive(), wire.receive()] == [[1], "two"]
    ours.sendall(_packed('{"three": 3}')[6:])
    assert wire.receive() == {"three": 3}


def test_a_message_may_arrive_byte_by_byte(ends: tuple[socket.socket, _Counted]) -> None:
    ours, theirs = ends
    pieces = iter(bytes([byte]) for byte in _packed("[10, 20]"))

    class Slow:
        def recv(self, _most: int) -> bytes:
            ours.sendall(next(pieces))
            return theirs.recv(1)

    assert Wire(Slow()).receive() == [10, 20]  # type: ignore[arg-type]


def test_a_long_message_arrives_whole(ends: tuple[socket.socket, _Counted]) -> None:
    ours, theirs = ends
    text = "x" * 100_000
    Wire(ours).send([text, 1])
    Wire(ours).send(2)
    wire = Wire(theirs)
    assert [wire.receive(), wire.receive()] == [[text, 1], 2]


@pytest.mark.parametrize("cut", [0, 2, 4, 6])
def test_an_end_within_a_message_is_an_end(ends: tuple[socket.socket, _Counted], cut: int) -> None:
    ours, theirs = ends
    ours.sendall(_packed("[1]") + _packed("[2]")[:cut])
    ours.shutdown(socket.SHUT_WR)
    wire = Wire(theirs)
    assert wire.receive() == [1]
    with pytest.raises(HungUp):
        wire.receive()


@pytest.mark.parametrize(
    "data", [struct.pack(">I", LONGEST + 1), _packed("[1"), struct.pack(">I", 1) + b"\xff"]
)
def test_what_is_no_message_is_malformed(ends: tuple[socket.socket, _Counted], data: bytes) -> None:
    ours, theirs = ends
    ours.sendall(data)
    with pytest.raises(Malformed):
        Wire(theirs).receive()


def test_what_nests_too_deep_or_is_too_long_is_not_sent(ends: tuple[socket.socket, _Counted]) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for message in (deep, "x" * LONGEST):
        with pytest.raises(ValueError, match="to be sent"):
            Wire(ends[0]).send(message)


def test_what_is_sent_is_compact_json(ends: tuple[socket.socket, _Counted]) -> None:
    ours, theirs = ends
    Wire(ours).send(["value", {"a": [1, "ü"]}])
    sent = theirs.recv(1000)
    assert sent[4:] == b'["value",{"a":[1,"\\u00fc"]}]'
    assert json.loads(sent[4:]) == ["value", {"a": [1, "ü"]}]
