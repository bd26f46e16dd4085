"""What a read costs at each interface, beside the bare framework's route and two public peers.

CPU of this process alone: requests are handed to the app without a server or a socket, so what is compared
is the work above the framework. Data are in memory: ours in the cache, theirs in a dict. All give the same
answer, or nothing is measured.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from benchmarks import bare, calling, peers
from university.application.campus import Seeding
from university.bootstrap import Container, build
from university.entrypoints.api_v2 import AsgiApp
from university.settings import Settings

ROUNDS = 5
"""They take turns, and the cheapest round of each counts: what else this machine does only adds."""

READS = {
    "one course": "/courses/BIO-201",
    "20 courses": "/courses?department=BIO",
    "all departments": "/departments",
}


@dataclass(frozen=True)
class Rival:
    """Somebody else's app: made of a path and the answer that it must give there."""

    name: str
    make: Callable[[str, Any], Any]


@dataclass(frozen=True)
class Door:
    """One of our interfaces, and those beside it; the first is the bare framework's route."""

    name: str
    base: str
    call: calling.Call
    kind: type[Any]
    rivals: list[Rival]


def measure(requests: int, *, install_peers: bool) -> None:
    """Print the CPU of each request, in microseconds, and how many times the bare framework's it is."""
    if install_peers:
        peers.install()
    doors = list(_doors())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        university = build(Settings(database_url=f"sqlite:///{Path(folder) / 'university.db'}"))
        university.get(Seeding).fill(date.today())
        print(f"CPU a request, of {requests} each in {ROUNDS} rounds; the cheapest round")
        for name, address in READS.items():
            for door in doors:
                _compare(university, name, address, door, requests)
        university.close()


def _doors() -> Iterator[Door]:
    beside_v1, beside_v2 = [Rival("bare Flask", bare.flask)], [Rival("bare FastAPI", bare.fastapi)]
    if peers.find():
        from benchmarks import peer_django, peer_litestar

        beside_v1.append(Rival("Django REST framework", peer_django.app))
        beside_v2.append(Rival("Litestar", peer_litestar.app))
    else:
        print("Django REST framework and Litestar are missing: make bench-http ARGS=--peers installs them.")
    yield Door("v1", "/api/v1", calling.wsgi, Flask, beside_v1)
    yield Door("v2", "/api/v2", calling.asgi, AsgiApp, beside_v2)


def _compare(university: Container, name: str, address: str, door: Door, requests: int) -> None:
    ours, whole = university.get(door.kind), door.base + address
    answer = json.loads(
        university.get(Flask).test_client().get(f"/api/v1{address}").text.replace("/api/v1", door.base)
    )
    path = address.partition("?")[0]
    apps = {door.name: ours} | {rival.name: rival.make(path, answer) for rival in door.rivals}
    costs = dict.fromkeys(apps, float("inf"))
    for _ in range(ROUNDS):
        for who, app in apps.items():
            cost, got = door.call(app, whole, requests)
            if got != answer:
                raise RuntimeError(f"{who} answers {whole} with something else: {str(got)[:200]}")
            costs[who] = min(costs[who], cost)
    by = costs[door.rivals[0].name]
    for who, cost in costs.items():
        print(f"{name:16} {who:22} {cost:6.0f} µs  {cost / by:5.2f} times")
