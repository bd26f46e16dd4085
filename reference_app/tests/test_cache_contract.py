"""What every cache promises, in this process and in Redis."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from caches import KEY, LONG, SHARED, FakeClock, Truth, opened, redis_prefix, redis_url, until

from university.adapters.cache.memory import MemoryCache
from university.adapters.cache.off import NoCache
from university.adapters.cache.redis_cache import RedisCache, connect
from university.application.ports.cache import LARGEST_VALUE, Cache, CacheStats, Key


@pytest.fixture(params=SHARED)
def cache(request: pytest.FixtureRequest) -> Iterator[Cache]:
    with opened(request.param) as made:
        yield made


@pytest.mark.parametrize(
    "value", [b"", b"42", b"\xff\x00\xfe", "Öztürk".encode(), b"x" * LARGEST_VALUE], ids=len
)
def test_any_bytes_come_back_as_they_were(cache: Cache, value: bytes) -> None:
    assert cache.get(KEY) is None
    cache.set(KEY, value, LONG)
    assert cache.get(KEY) == value
    truth = Truth(value)
    assert {cache.remember(Key("other"), LONG, truth.read) for _ in range(3)} == {value}
    assert truth.reads == 1, "also an empty value is a value"


def test_a_huge_value_is_handed_out_but_not_kept(cache: Cache) -> None:
    truth = Truth(b"x" * (LARGEST_VALUE + 1))
    assert cache.remember(KEY, LONG, truth.read) == truth.value
    cache.set(KEY, truth.value, LONG)
    assert cache.get(KEY) is None


@pytest.mark.parametrize("kind", [NoCache, MemoryCache])
def test_what_is_not_bytes_is_refused(kind: type) -> None:
    for wrong in ("text", None, {"a": 1}, bytearray(b"a")):
        with pytest.raises(TypeError, match=f"not {type(wrong).__name__}; encode"):
            kind().set(KEY, wrong, LONG)
        with pytest.raises(TypeError, match="keeps bytes"):
            kind().remember(KEY, LONG, lambda wrong=wrong: wrong)


@pytest.mark.parametrize("ttl", [0, -1, float("nan"), float("inf")])
def test_a_time_to_live_is_a_time(cache: Cache, ttl: float) -> None:
    for each in (cache, NoCache()):
        with pytest.raises(ValueError, match="seconds above 0"):
            each.set(KEY, b"1", ttl)
        with pytest.raises(ValueError, match="seconds above 0"):
            each.remember(KEY, ttl, lambda: b"1")


def test_the_last_one_set_counts_until_it_is_deleted(cache: Cache) -> None:
    for value in (b"1", b"2"):
        cache.set(KEY, value, LONG)
    assert cache.get(KEY) == b"2"
    cache.delete(KEY)
    cache.delete(KEY)
    assert cache.get(KEY) is None


HOSTILE = [
    Key("a", ()),
    Key("a", ("",)),
    Key("a", ("", "")),
    Key("a", ("b", "c")),
    Key("a", ("b:c",)),
    Key("a", ("b,c",)),
    Key("a", ('b","c',)),
    Key("a", ('b"],"c',)),
    Key("a:b", ("c",)),
    Key("a", (1,)),
    Key("a", ("1",)),
    Key("a", (None,)),
    Key("a", ("None",)),
    Key("a", ("null",)),
    Key("a", ("*",)),
    Key("a", ("\r\nFLUSHALL\r\n",)),
    Key("a", ("\0",)),
    Key("a", ("\\0",)),
    Key("a", ("\ud800",)),
    Key("a", ("é",)),
    Key("a", ("e\u0301",)),
    Key("a", ("x" * 10_000,)),
    Key("a", ("x" * 10_000 + "y",)),
]


def test_no_key_is_mistaken_for_another(cache: Cache) -> None:
    for number, key in enumerate(HOSTILE):
        cache.set(key, str(number).encode(), LONG)
    assert [cache.get(key) for key in HOSTILE] == [str(number).encode() for number in range(len(HOSTILE))]
    cache.delete(Key("a", ("*",)))
    assert [key for key in HOSTILE if cache.get(key) is None] == [Key("a", ("*",))]


def test_what_fails_to_load_is_not_kept(cache: Cache) -> None:
    def fail() -> bytes:
        raise LookupError("no such course")

    for _ in range(2):
        with pytest.raises(LookupError, match="no such course"):
            cache.remember(KEY, LONG, fail)
    assert cache.remember(KEY, LONG, lambda: b"found") == b"found"


def test_a_namespace_is_forgotten_as_a_whole_and_alone(cache: Cache) -> None:
    keys = [Key(namespace, (number,)) for namespace, number in itertools.product("ab", range(3))]
    for key in keys:
        cache.set(key, b"1", LONG)
    cache.invalidate("a")
    assert [key.namespace for key in keys if cache.get(key)] == ["b"] * 3
    cache.set(keys[0], b"2", LONG)
    assert cache.get(keys[0]) == b"2", "after it the namespace is used again"


def test_old_data_read_before_a_change_is_not_kept_after_it(cache: Cache) -> None:
    truth = Truth(b"old")

    def read_slowly() -> bytes:
        seen = truth.read()
        # Meanwhile somebody else changes the truth, commits, and tells the cache.
        truth.value = b"new"
        cache.invalidate(KEY.namespace)
        return seen

    assert cache.remember(KEY, LONG, read_slowly) == b"old", "who asked before the change may see that time"
    assert cache.get(KEY) is None
    assert cache.remember(KEY, LONG, truth.read) == b"new"


def test_who_asks_after_a_change_does_not_wait_for_who_asked_before_it(cache: Cache) -> None:
    truth, has_read, may_end = Truth(b"old"), Event(), Event()

    def read_slowly() -> bytes:
        seen = truth.read()
        has_read.set()
        assert may_end.wait(60)
        return seen

    with ThreadPoolExecutor() as pool:
        before = pool.submit(cache.remember, KEY, LONG, read_slowly)
        assert has_read.wait(20)
        truth.value = b"new"
        cache.invalidate(KEY.namespace)
        # Shorter than any lock lasts: the slow load is still under way.
        assert pool.submit(cache.remember, KEY, LONG, truth.read).result(timeout=20) == b"new"
        may_end.set()
        assert before.result() == b"old"
    assert cache.remember(KEY, LONG, truth.read) == b"new", "and what it brought replaces nothing"


def test_counts(cache: Cache) -> None:
    truth = Truth()
    for _ in range(3):
        cache.remember(KEY, LONG, truth.read)
    cache.get(KEY)
    cache.get(Key("other"))
    assert cache.stats() == CacheStats(hits=3, misses=2, loads=1, failures=0)


def test_without_a_cache_everything_is_loaded_each_time() -> None:
    cache, truth = NoCache(), Truth()
    cache.set(KEY, b"1", LONG)
    cache.delete(KEY)
    cache.invalidate(KEY.namespace)
    assert cache.get(KEY) is None
    assert [cache.remember(KEY, LONG, truth.read) for _ in range(2)] == [b"old", b"old"]
    assert cache.stats() == CacheStats(misses=3, loads=2)
    cache.close()


def test_the_time_to_live_ends_in_this_process() -> None:
    clock = FakeClock()
    cache = MemoryCache(clock)
    cache.set(KEY, b"1", ttl=2.0)
    clock.now += 1.99
    assert cache.get(KEY) == b"1", "looking does not lengthen it"
    clock.now += 0.01
    assert cache.get(KEY) is None


def test_the_time_to_live_ends_in_redis() -> None:
    with redis_prefix(redis_url()) as prefix:
        client = connect(redis_url())
        cache = RedisCache(client, prefix)
        cache.remember(KEY, 60.0, lambda: b"1")
        (entry,) = client.scan_iter(f"{prefix}entry:*")
        assert 0 < client.pttl(entry) <= 60_000
        cache.set(KEY, b"2", ttl=0.02)
        time.sleep(0.03)
        assert cache.get(KEY) is None
        cache.set(KEY, b"3", ttl=0.0001)
        until(lambda: cache.get(KEY) is None)
        cache.close()


def test_the_least_recently_used_makes_room() -> None:
    cache = MemoryCache(most_entries=3, most_bytes=100)
    keys = [Key("n", (number,)) for number in range(5)]
    for key in keys[:3]:
        cache.set(key, b"x" * 10, LONG)
    cache.get(keys[0])
    cache.set(keys[3], b"x" * 10, LONG)
    assert [bool(cache.get(key)) for key in keys[:4]] == [True, False, True, True]
    cache.set(keys[4], b"x" * 85, LONG)
    assert [bool(cache.get(key)) for key in keys] == [False, False, False, True, True], "bytes count too"


def test_replaced_and_deleted_values_give_their_bytes_back() -> None:
    cache = MemoryCache(most_bytes=100)
    for _ in range(50):
        cache.set(KEY, b"x" * 60, LONG)
        cache.set(Key("other"), b"x" * 40, LONG)
        cache.delete(Key("other"))
    assert cache.get(KEY) == b"x" * 60


def test_entries_do_not_return_when_redis_has_lost_the_generation() -> None:
    with redis_prefix(redis_url()) as prefix:
        client = connect(redis_url())
        cache = RedisCache(client, prefix)
        cache.set(KEY, b"old", LONG)
        client.delete(f"{prefix}generation:{KEY.namespace}")
        assert cache.get(KEY) is None, "evicted: nobody knows what was invalidated since"
        assert cache.remember(KEY, LONG, lambda: b"new") == b"new"
        assert cache.get(KEY) == b"new"
        cache.close()
