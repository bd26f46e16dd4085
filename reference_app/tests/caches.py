"""Caches for tests: in this process, and in a real Redis below a prefix of their own."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from university.adapters.cache.memory import MemoryCache
from university.adapters.cache.redis_cache import RedisCache, connect
from university.application.ports.cache import Cache, Key

REDIS_URL = "UNIVERSITY_TEST_REDIS_URL"
SHARED = ("memory", "redis")
"""The caches that keep something; tests of the port run on each."""

KEY = Key("courses", ("BIO-201",))
LONG = 600.0
"""A time to live that no test outlives."""


@dataclass
class FakeClock:
    """Seconds that pass when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Truth:
    """What is kept at the source, and how often it was read there."""

    value: bytes = b"old"
    reads: int = field(default=0, init=False)

    def read(self) -> bytes:
        self.reads += 1
        return self.value


def redis_url() -> str:
    """Where a Redis for tests is; without one the test is left out, and fails where everything must run."""
    url = os.environ.get(REDIS_URL)
    if not url:
        reason = f"{REDIS_URL} is not set, such as redis://127.0.0.1:6379/9"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@contextmanager
def redis_prefix(url: str) -> Iterator[str]:
    """A prefix that nobody else uses; at the end what is kept below it is removed."""
    prefix = f"test-{secrets.token_hex(6)}:"
    client = connect(url)
    try:
        yield prefix
    finally:
        for name in client.scan_iter(f"{prefix}*"):
            client.delete(name)
        client.close()


@contextmanager
def opened(kind: str, patience: float = 30.0) -> Iterator[Cache]:
    """An empty cache of that kind; tests that are not about its `patience` end long before that."""
    if kind == "memory":
        yield MemoryCache(patience=patience)
        return
    with redis_prefix(redis_url()) as prefix:
        cache = RedisCache(connect(redis_url()), prefix, patience=patience)
        yield cache
        cache.close()


def until(happened: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.002)
