"""Redis is gone, mute or refuses: the app goes on without a cache, and uses it again when it is back."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from caches import KEY, LONG, FakeClock, Truth, redis_prefix, redis_url
from flask import Flask

from university.adapters.cache.outage import PAUSE, QUIET, Outage
from university.adapters.cache.redis_cache import RedisCache, connect
from university.application.ports.cache import Cache, Key
from university.bootstrap import build
from university.settings import Settings

HIDDEN = "hunter2-of-redis"


CLOSED = 1
"""A port where nobody listens; one that was free a moment ago might be another program's by now."""


@pytest.fixture(params=["closed", "mute"])
def dead_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that is not there, or that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1] if request.param == "mute" else CLOSED
        yield f"redis://:{HIDDEN}@127.0.0.1:{port}/0"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_without_redis_everything_is_loaded_and_nothing_fails(dead_url: str, clock: FakeClock) -> None:
    cache, truth = RedisCache(connect(dead_url), clock=clock), Truth()
    assert [cache.remember(KEY, LONG, truth.read) for _ in range(3)] == [b"old"] * 3
    cache.set(KEY, b"1", LONG)
    cache.delete(KEY)
    cache.invalidate(KEY.namespace)
    assert cache.get(KEY) is None
    assert (cache.stats().loads, cache.stats().failures) == (3, 1), "after the first failure it is left alone"
    clock.now += PAUSE
    cache.get(KEY)
    cache.get(KEY)
    assert cache.stats().failures == 2, "one look after the pause"
    cache.close()


def test_the_log_hears_of_it_once_a_minute_and_of_no_password(
    dead_url: str, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    cache = RedisCache(connect(dead_url), clock=clock)
    for _ in range(3):
        cache.get(KEY)
        clock.now += PAUSE
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    clock.now += QUIET
    cache.get(KEY)
    assert len(caplog.records) == 2
    assert HIDDEN not in caplog.text
    assert HIDDEN not in "".join(str(record.__dict__) for record in caplog.records)
    cache.close()


def test_the_pages_of_the_site_do_not_notice(dead_url: str) -> None:
    university = build(Settings(database_url="memory:", values={"UNIVERSITY_CACHE_URL": dead_url}))
    client = university.get(Flask).test_client()
    for path in ("/", "/courses/", "/courses/BIO-201", "/departments/BIO", "/health"):
        assert client.get(path).status_code == 200
    assert university.get(Cache).stats().failures == 1
    university.close()


@pytest.fixture
def prefix() -> Iterator[str]:
    with redis_prefix(redis_url()) as made:
        yield made


class Cable:
    """Between a client and its server; while it is pulled, the client reaches nobody."""

    def __init__(self, client: Any) -> None:
        self._pool = client.connection_pool
        self._port = self._pool.connection_kwargs["port"]

    def pull(self) -> None:
        self._connect_to(CLOSED)

    def plug_in(self) -> None:
        self._connect_to(self._port)

    def _connect_to(self, port: int) -> None:
        self._pool.disconnect()
        for connection in self._pool._available_connections:
            connection.port = port
        self._pool.connection_kwargs["port"] = port


def test_a_redis_that_stops_and_returns_is_used_again(
    prefix: str, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = connect(redis_url())
    cache, cable, truth = RedisCache(client, prefix, clock), Cable(client), Truth()
    cache.remember(KEY, LONG, truth.read)
    cable.pull()
    cache.remember(KEY, LONG, truth.read)
    assert (truth.reads, cache.stats().failures) == (2, 1)
    cable.plug_in()
    cache.remember(KEY, LONG, truth.read)
    assert truth.reads == 3, "the pause is not over"
    clock.now += PAUSE
    cache.remember(KEY, LONG, truth.read)
    assert truth.reads == 3, "what was kept is still there"
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    cache.close()


def test_it_stops_while_something_is_loaded(prefix: str, clock: FakeClock) -> None:
    client = connect(redis_url())
    cache, cable = RedisCache(client, prefix, clock), Cable(client)

    def load() -> bytes:
        cable.pull()
        return b"value"

    assert cache.remember(KEY, LONG, load) == b"value"
    assert cache.stats().failures == 1
    cache.close()


def test_a_change_that_redis_did_not_hear_of_is_told_when_it_returns(prefix: str, clock: FakeClock) -> None:
    client = connect(redis_url())
    cache, cable, truth = RedisCache(client, prefix, clock), Cable(client), Truth(b"old")
    other = Key("departments")
    cache.remember(KEY, LONG, truth.read)
    cache.remember(other, LONG, truth.read)
    cable.pull()
    truth.value = b"new"
    cache.invalidate(KEY.namespace)
    cable.plug_in()
    clock.now += PAUSE
    assert cache.remember(KEY, LONG, truth.read) == b"new"
    assert cache.get(other) == b"old", "nothing else is forgotten"
    cache.close()


@pytest.mark.parametrize("spoil", ["generation:courses", 'entry:["courses","BIO-201"]'])
def test_a_redis_that_refuses_is_an_outage_too(prefix: str, clock: FakeClock, spoil: str) -> None:
    client = connect(redis_url())
    cache, truth = RedisCache(client, prefix, clock), Truth()
    client.rpush(f"{prefix}{spoil}", "a list where a text should be")
    assert [cache.remember(KEY, LONG, truth.read) for _ in range(2)] == [b"old", b"old"]
    cache.close()


def test_a_wrong_password_is_an_outage_and_is_not_shown(
    clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    parts = urlsplit(redis_url())
    cache = RedisCache(connect(f"redis://ana:{HIDDEN}@{parts.hostname}:{parts.port or 6379}/9"), clock=clock)
    assert cache.remember(KEY, LONG, lambda: b"value") == b"value"
    assert cache.stats().failures == 1
    assert "AuthenticationError" in caplog.text
    assert HIDDEN not in caplog.text
    cache.close()


def test_after_a_pause_one_thread_looks_for_all(clock: FakeClock) -> None:
    outage = Outage(clock)
    assert outage.may_ask()
    outage.begin(OSError())
    clock.now += PAUSE - 0.1
    assert not outage.may_ask()
    clock.now += 0.1
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(lambda _: outage.may_ask(), range(8))) == [False] * 7 + [True]
    outage.end()
    assert [outage.may_ask() for _ in range(2)] == [True, True]
