"""Many who miss at one moment: one load, and nobody waits for ever."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from caches import KEY, LONG, SHARED, Truth, opened, redis_prefix, redis_url, until

from university.adapters.cache import flights
from university.adapters.cache.redis_cache import RedisCache, connect
from university.application.ports.cache import Cache

CROWD = 32
PROCESSES = 4


@pytest.fixture(params=SHARED)
def cache(request: pytest.FixtureRequest) -> Iterator[Cache]:
    with opened(request.param) as made:
        yield made


def rush(cache: Cache, load: Any) -> list[Any]:
    """What each of the crowd gets, all asking at one moment; an error counts as an answer."""
    start = Barrier(CROWD)

    def ask(_: int) -> Any:
        start.wait(20)
        try:
            return cache.remember(KEY, LONG, load)
        except LookupError as error:
            return str(error)

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(ask, range(CROWD)))


def everybody_missed(cache: Cache) -> None:
    until(lambda: cache.stats().misses == CROWD)


def test_threads_share_one_load(cache: Cache) -> None:
    def load() -> bytes:
        everybody_missed(cache)
        return b"value"

    assert rush(cache, load) == [b"value"] * CROWD
    assert (cache.stats().loads, cache.stats().misses) == (1, CROWD)


def test_threads_share_one_failure(cache: Cache) -> None:
    def load() -> bytes:
        everybody_missed(cache)
        raise LookupError("the database is gone")

    answers = rush(cache, load)
    assert set(answers) == {"the database is gone"}
    # Who had missed but was not yet waiting when it failed tries again, as somebody must.
    assert cache.stats().loads < CROWD
    assert cache.get(KEY) is None


def test_a_load_that_hangs_does_not_hang_the_others() -> None:
    for kind in SHARED:
        with opened(kind, patience=0.05) as cache, ThreadPoolExecutor() as pool:
            begun, may_end = Event(), Event()

            def hang(begun: Event = begun, may_end: Event = may_end) -> bytes:
                begun.set()
                assert may_end.wait(20)
                return b"late"

            hanging = pool.submit(cache.remember, KEY, LONG, hang)
            assert begun.wait(20)
            assert cache.remember(KEY, LONG, lambda: b"own") == b"own"
            may_end.set()
            assert hanging.result() == b"late"


def test_when_the_one_who_loads_is_ended_the_others_go_on(cache: Cache) -> None:
    class Ended(BaseException):
        pass

    def load() -> bytes:
        until(lambda: cache.stats().misses == 2)
        raise Ended

    with ThreadPoolExecutor() as pool:
        ended = pool.submit(cache.remember, KEY, LONG, load)
        until(lambda: cache.stats().loads == 1)
        waiting = pool.submit(cache.remember, KEY, LONG, lambda: b"own")
        assert waiting.result(timeout=10) == b"own"
        with pytest.raises(Ended):
            ended.result()
    assert cache.get(KEY) == b"own"


def test_who_misses_and_comes_late_finds_what_was_loaded_meanwhile(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth, share = Truth(), flights.Flights.share

    def come_late(self: flights.Flights, *arguments: Any) -> bytes | None:
        monkeypatch.undo()
        cache.remember(KEY, LONG, truth.read)
        return share(self, *arguments)

    monkeypatch.setattr(flights.Flights, "share", come_late)
    assert cache.remember(KEY, LONG, truth.read) == b"old"
    assert truth.reads == 1


def test_a_thread_never_waits_for_itself(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Greenlets on an event loop share a thread: there the load that is waited for could never go on."""

    def wait(*_: object) -> None:
        raise AssertionError("waited for itself")

    monkeypatch.setattr(flights.threading.Event, "wait", wait)
    assert cache.remember(KEY, LONG, lambda: cache.remember(KEY, LONG, lambda: b"inner")) == b"inner"


# From here on: processes, which have only Redis in common.


@pytest.fixture
def prefix() -> Iterator[str]:
    with redis_prefix(redis_url()) as made:
        yield made


@pytest.fixture
def pair(prefix: str) -> Iterator[tuple[RedisCache, RedisCache]]:
    """Two caches on one Redis that share no memory, as in two processes."""
    both = tuple(RedisCache(connect(redis_url()), prefix, patience=30) for _ in range(2))
    yield both  # type: ignore[misc]
    for cache in both:
        cache.close()


def ask_in_process(url: str, prefix: str, start: Any, answers: Any) -> None:
    client = connect(url)
    cache = RedisCache(client, prefix, patience=30)

    def load() -> bytes:
        # Not before every process has missed.
        until(lambda: int(client.get(f"{prefix}missed") or 0) == PROCESSES)
        return str(client.incr(f"{prefix}loads")).encode()

    start.wait(60)
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(cache.remember, KEY, LONG, load) for _ in range(4)]
        until(lambda: cache.stats().misses > 0)
        client.incr(f"{prefix}missed")
        answers.put([future.result() for future in futures])
    client.close()


def test_processes_share_one_load(prefix: str) -> None:
    processes = multiprocessing.get_context("spawn")
    start, answers = processes.Barrier(PROCESSES), processes.Queue()
    crowd = [
        processes.Process(target=ask_in_process, args=(redis_url(), prefix, start, answers))
        for _ in range(PROCESSES)
    ]
    for process in crowd:
        process.start()
    assert [answers.get(timeout=60) for _ in crowd] == [[b"1"] * 4] * PROCESSES
    for process in crowd:
        process.join(20)
        assert process.exitcode == 0
    answers.close()


def test_another_process_waits_and_gets_the_value(pair: tuple[RedisCache, RedisCache]) -> None:
    first, second = pair
    truth = Truth(b"value")

    def load() -> bytes:
        until(lambda: second.stats().misses == 1)
        return truth.read()

    with ThreadPoolExecutor() as pool:
        loading = pool.submit(first.remember, KEY, LONG, load)
        until(lambda: first.stats().loads == 1)
        assert second.remember(KEY, LONG, truth.read) == b"value"
        assert loading.result() == b"value"
    assert truth.reads == 1


def test_after_a_failure_elsewhere_the_next_process_loads(pair: tuple[RedisCache, RedisCache]) -> None:
    first, second = pair

    def fail() -> bytes:
        until(lambda: second.stats().misses == 1)
        raise LookupError

    with ThreadPoolExecutor() as pool:
        failing = pool.submit(first.remember, KEY, LONG, fail)
        until(lambda: first.stats().loads == 1)
        assert second.remember(KEY, LONG, lambda: b"value") == b"value"
        assert isinstance(failing.exception(), LookupError)


def lock_of(client: Any, prefix: str) -> Any:
    (name,) = client.scan_iter(f"{prefix}lock:*")
    return name


def test_the_lock_is_free_after_the_load_and_ends_by_itself(prefix: str) -> None:
    client = connect(redis_url())
    cache = RedisCache(client, prefix)
    left: list[int] = []

    def load() -> bytes:
        left.append(client.pttl(lock_of(client, prefix)))
        return b"value"

    cache.remember(KEY, LONG, load)
    assert 0 < left[0] <= 10_000
    assert list(client.scan_iter(f"{prefix}lock:*")) == []
    cache.close()


def test_a_lock_that_has_become_another_s_is_left_alone(prefix: str) -> None:
    client = connect(redis_url())
    cache = RedisCache(client, prefix)

    def load_too_long() -> bytes:
        client.set(lock_of(client, prefix), "another's token")
        return b"value"

    assert cache.remember(KEY, LONG, load_too_long) == b"value"
    assert client.get(lock_of(client, prefix)) == b"another's token"
    assert cache.stats().failures == 0, "that is no outage"
    cache.close()


def test_the_lock_of_a_dead_process_holds_nobody_up_for_ever(prefix: str) -> None:
    client = connect(redis_url())
    dying = RedisCache(client, prefix)
    names: list[bytes] = []
    dying.remember(KEY, LONG, lambda: names.append(lock_of(client, prefix)) or b"1")
    dying.delete(KEY)
    client.set(names[0], "token of the dead")
    cache = RedisCache(client, prefix, patience=0.1)
    assert cache.remember(KEY, LONG, lambda: b"own") == b"own"
    assert client.get(names[0]) == b"token of the dead"
    cache.close()
