"""How a door with an event loop runs use cases, which are synchronous and know of no loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


class Run(Protocol):
    """`await run(lambda: catalogue.course("BIO-201"))`: the loop serves others while the use case waits.

    What the use case raises leaves here as it is.
    """

    async def __call__(self, use_case: Callable[[], T], /) -> T:
        """Run a use case that waits for the database alone."""

    async def slow(self, use_case: Callable[[], T], /) -> T:
        """Run a use case that also hashes, reads documents or asks another server: never on the loop."""

    async def close(self) -> None:
        """Let go of connections; the last call on the loop."""


@dataclass(frozen=True, slots=True)
class SlowPart:
    """Contributed by a part that waits elsewhere than in the database within ordinary use cases.

    One of them is enough to keep all use cases of the app off the loop.
    """

    name: str
