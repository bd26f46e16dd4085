"""A university of which both interfaces are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from records_campus import NOW

from doors.interfaces import INTERFACES, Interface, both, fill
from university.adapters.clock import FixedClock
from university.bootstrap import build
from university.settings import Settings


@pytest.fixture
def interfaces(databases: Callable[[str, Path], str], tmp_path: Path) -> Iterator[dict[str, Interface]]:
    """Both interfaces to the campus of `records_campus`, by name."""
    university = build(
        Settings(database_url=databases("sqlite", tmp_path)), {"clock": lambda: FixedClock(NOW)}
    )
    fill(university)
    with both(university) as opened:
        yield opened


@pytest.fixture(params=INTERFACES)
def interface(request: pytest.FixtureRequest, interfaces: dict[str, Interface]) -> Interface:
    """Each interface in turn."""
    return interfaces[request.param]
