"""A function of the judge that code in another process calls: what crosses, and what a stranger may send."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.vocabulary.lend import lent
from grader.worker import CellRun, Source, Worker
from grader.worker.loan import LONGEST_CALL, Borrowed, served


@contextmanager
def loan(function: Callable[..., Any]) -> Iterator[tuple[Borrowed, socket.socket]]:
    mine, theirs = socket.socketpair()
    with theirs, served(function, [mine]):
        yield Borrowed([theirs]), theirs


def framed(text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + text


def odd(value: object) -> object:
    if value == "own":
        raise type("Own", (Exception,), {})("of a class of its own")
    raise KeyError(value)


def test_plain_data_crosses_and_exceptions_keep_their_class() -> None:
    with loan(lambda *args: (args, {"n": 1})) as (borrowed, _):
        assert borrowed("a", (1, 2), [None]) == (("a", (1, 2), [None]), {"n": 1})
        with pytest.raises(TypeError, match="no object"):
            borrowed(object())
    with loan(odd) as (borrowed, _):
        with pytest.raises(KeyError):
            borrowed("x")
        with pytest.raises(RuntimeError, match="of a class of its own"):
            borrowed("own")


def test_what_is_beside_needs_no_line() -> None:
    with lent(odd, odd) as theirs:
        assert theirs is odd


def test_a_loan_ends() -> None:
    with loan(lambda: 1) as (borrowed, _):
        assert borrowed() == 1
    with pytest.raises(RuntimeError, match="taken back"):
        borrowed()


@pytest.mark.parametrize(
    "said",
    [
        b"x" * 99,
        struct.pack(">I", 2**31),
        struct.pack(">I", LONGEST_CALL + 1),
        *map(framed, (b"{", b"7", b'["object", 1, "X"]', b'["list", 7]', b'["list", [["given", 3]]]')),
    ],
)
def test_whoever_says_what_no_honest_one_says_is_hung_up_on(said: bytes) -> None:
    called: list[object] = []
    with loan(called.append) as (_, theirs):
        theirs.settimeout(5)
        theirs.sendall(said)
        with contextlib.suppress(ConnectionResetError):
            assert theirs.recv(1) == b""
    assert called == []


def test_a_judge_counts_what_several_threads_ask_for(worker: Worker, no_folder: Any) -> None:
    answer = """
from concurrent.futures import ThreadPoolExecutor
def fetch_all(fetch, codes):
    with ThreadPoolExecutor(9) as pool:
        return list(pool.map(fetch, codes))"""
    test = """
from grader.props.partners import most_waiting, fetched
codes = [f"BIO-{number}" for number in range(101, 113)]
print(most_waiting(fetch_all, codes, 9), fetched(fetch_all, codes[:1]))"""
    sources = [Source(0, answer), Source(1, test, "fetch_all", is_test=True)]
    cell: CellRun = worker.run(sources, folder=no_folder).cells[1]
    assert cell.error is None
    assert cell.outputs[0]["text"] == '9 ["the partner\'s BIO-101"]\n'
