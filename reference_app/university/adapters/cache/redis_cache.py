"""The cache in Redis: shared by all processes of the app."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ServerGone
from redis.exceptions import LockNotOwnedError, RedisError
from redis.lock import Lock
from redis.retry import Retry

from university.adapters.cache.counters import Counters, check_ttl, checked
from university.adapters.cache.flights import Flights
from university.adapters.cache.outage import Outage
from university.application.ports.cache import LARGEST_VALUE, CacheStats, Key

T = TypeVar("T")

PREFIX = "university:"
ANSWER_WITHIN = 0.3
"""Seconds to connect, and to answer: a cache that is slower than the database is of no use."""
LOCK_ENDS = 10.0
"""Seconds after which the lock of a process that died is free again."""
POLL = 0.02
"""Seconds between two tries to get the lock of what another process is loading."""
PATIENCE = 1.0
"""Seconds to wait for another process; threads wait three times as long for the one that waits for them."""
LONGEST_KEY = 200


def connect(url: str) -> Redis:
    """A client for `redis://HOST:PORT/DB`; nothing is connected yet."""
    return Redis.from_url(
        url,
        socket_connect_timeout=ANSWER_WITHIN,
        socket_timeout=ANSWER_WITHIN,
        # Once more at once: a pooled connection is dead after a restart of the server. Never after a timeout.
        retry=Retry(NoBackoff(), 1, supported_errors=(ServerGone,)),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What Redis has: the namespace's generation, and the value if one counts now."""

    generation: bytes
    value: bytes | None


class RedisCache:
    """Fulfils Cache. Without an answer from Redis the app goes on as if there were no cache.

    A namespace's generation is a random word. An entry begins with the word of the generation it was loaded
    in and counts only while that is the current one. A counter would not do: evicted and begun again at 0, it
    would bring old entries back to life.
    """

    def __init__(
        self,
        client: Redis,
        prefix: str = PREFIX,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
        outage: Outage | None = None,
    ) -> None:
        # The library's types serve its asynchronous client too; what is used here answers at once.
        self._client: Any = client
        self._prefix = prefix
        self._clock = clock
        self._patience = patience
        self._outage = outage or Outage(clock)
        self._flights = Flights(3 * patience)
        self._counters = Counters()
        self._missed: set[str] = set()

    def get(self, key: Key) -> bytes | None:
        """The value, or None."""
        found = self._look(key)
        return self._counters.found(found.value if found else None)

    def set(self, key: Key, value: bytes, ttl: float) -> None:
        """Keep the value."""
        check_ttl(ttl)
        checked(value)
        if found := self._look(key):
            self._store(key, value, ttl, found.generation)

    def delete(self, key: Key) -> None:
        """Forget one value."""
        self._ask(lambda: self._client.delete(self._name("entry", key)), None)

    def remember(self, key: Key, ttl: float, load: Callable[[], bytes]) -> bytes:
        """The value, loaded where it is missing: once among all threads of all processes."""
        check_ttl(ttl)
        found = self._look(key)
        value = self._counters.found(found.value if found else None)
        if value is not None:
            return value
        if found is None:
            return self._counters.load(load)
        generation = found.generation

        def load_and_keep() -> bytes:
            loaded = self._counters.load(load)
            self._store(key, loaded, ttl, generation)
            return loaded

        # A flight of an older generation may carry old data: nobody joins it after an invalidation.
        shared = self._flights.share((key, generation), lambda: self._lead(key, generation, load_and_keep))
        return load_and_keep() if shared is None else shared

    def invalidate(self, namespace: str) -> None:
        """Begin a new generation; if Redis does not answer now, before it is asked anything else."""
        if not self._ask(lambda: self._renew(namespace), False):
            self._missed.add(namespace)

    def stats(self) -> CacheStats:
        """What happened so far."""
        return self._counters.stats()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _lead(self, key: Key, generation: bytes, load_and_keep: Callable[[], bytes]) -> bytes:
        """Load under a lock that all processes see, or wait for the one that has it, for a while."""
        # The lock names the generation: who looks after an invalidation must not wait for who looked before.
        name = f"{self._name('lock', key)}:{generation.hex()}"
        lock = self._client.lock(name, timeout=LOCK_ENDS, blocking=False, thread_local=False)
        give_up = self._clock() + self._patience
        while self._clock() < give_up:
            # None where Redis does not answer: then nobody knows of anybody, and all load.
            acquired = self._ask(lambda: bool(lock.acquire()), None)
            if acquired is None:
                break
            if acquired:
                try:
                    # Another may have kept it between our look and our lock.
                    found = self._look(key)
                    return found.value if found and found.value is not None else load_and_keep()
                finally:
                    self._ask(lambda: _release(lock), None)
            time.sleep(POLL)
        return load_and_keep()

    def _look(self, key: Key) -> _Found | None:
        """What Redis has, in one question; None when it does not answer."""
        return self._ask(lambda: self._read(key), None)

    def _read(self, key: Key) -> _Found:
        name = self._generation_name(key.namespace)
        generation, entry = self._client.mget(name, self._name("entry", key))
        if generation is None:
            self._client.set(name, _new_generation(), nx=True)
            generation = self._client.get(name)
            if generation is None:
                raise RedisError("The server keeps nothing.")
        counts = entry is not None and entry.startswith(generation)
        return _Found(generation, entry[len(generation) :] if counts else None)

    def _store(self, key: Key, value: bytes, ttl: float, generation: bytes) -> None:
        if len(value) <= LARGEST_VALUE:
            milliseconds = max(1, int(ttl * 1000))
            self._ask(
                lambda: self._client.set(self._name("entry", key), generation + value, px=milliseconds), None
            )

    def _name(self, kind: str, key: Key) -> str:
        """A name in Redis. JSON keeps `("a", "b")` and `("a:b",)` apart, also 1 and "1"."""
        text = json.dumps([key.namespace, *key.parts], separators=(",", ":"))
        if len(text) > LONGEST_KEY:
            text = hashlib.sha256(text.encode()).hexdigest()
        return f"{self._prefix}{kind}:{text}"

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        """The answer of Redis, or `otherwise` when it gives none."""
        if not self._outage.may_ask():
            return otherwise
        try:
            self._catch_up()
            answer = question()
        except (RedisError, OSError) as error:
            self._counters.add("failures")
            self._outage.begin(error)
            return otherwise
        self._outage.end()
        return answer

    def _catch_up(self) -> None:
        """Tell Redis of the invalidations that it has not heard of."""
        for namespace in list(self._missed):
            # Taken off the list first: the same one, missed again meanwhile, must stay there.
            self._missed.discard(namespace)
            try:
                self._renew(namespace)
            except Exception:
                self._missed.add(namespace)
                raise

    def _renew(self, namespace: str) -> bool:
        """Give the namespace a new generation."""
        return bool(self._client.set(self._generation_name(namespace), _new_generation()))

    def _generation_name(self, namespace: str) -> str:
        return f"{self._prefix}generation:{namespace}"


def _new_generation() -> bytes:
    return secrets.token_hex(8).encode()


def _release(lock: Lock) -> None:
    try:
        lock.release()
    except LockNotOwnedError:
        # It ended while we loaded, and may be another's by now: the token keeps us from taking it away.
        return
