"""The container: who makes what, made once and only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar, cast

from university.bootstrap.slots import Slot
from university.settings import Settings

T = TypeVar("T")
Factory = Callable[["Container"], T]


class NotProvided(LookupError):
    """Nothing in this app makes what was asked for."""


class Container:
    """The parts of one running app. Two containers share nothing."""

    def __init__(
        self, settings: Settings, slots: Mapping[str, Slot[Any]], overrides: Mapping[str, object]
    ) -> None:
        self.settings = settings
        self._slots = slots
        self._overrides = overrides
        self._factories: dict[object, Factory[Any]] = {}
        self._fallbacks: dict[object, Factory[Any]] = {}
        self._decorators: dict[object, list[Callable[[Container, Any], Any]]] = {}
        self._made: dict[object, object] = {}
        self._open: list[tuple[Callable[[Any], None], object]] = []
        self._contributions: dict[object, list[Any]] = {}
        self._closers: dict[object, Callable[[Any], None]] = {}

    def provide(
        self,
        kind: type[T],
        factory: Callable[[Self], T],
        *,
        fallback: bool = False,
        close: Callable[[T], None] | None = None,
    ) -> None:
        """Let `factory` make the one `kind` of this app. A fallback counts where nobody else provides it.

        `close` lets go of what was made when the app ends. Raises ValueError when a kind is provided twice:
        nothing is configured in two places.
        """
        factories = self._fallbacks if fallback else self._factories
        if kind in factories:
            raise ValueError(f"{kind.__name__} is provided twice.")
        factories[kind] = cast("Factory[T]", factory)
        if close is not None:
            self._closers[kind] = close

    def decorate(self, kind: type[T], wrap: Callable[[Self, T], T]) -> None:
        """Let `wrap` put something around this app's `kind`, whoever makes it, before it is handed out."""
        self._decorators.setdefault(kind, []).append(cast("Callable[[Container, Any], Any]", wrap))

    def get(self, kind: type[T]) -> T:
        """The app's `kind`, made at the first call. Raises NotProvided."""
        if kind not in self._made:
            factory = self._factories.get(kind) or self._fallbacks.get(kind)
            if factory is None:
                raise NotProvided(
                    f"Nothing here provides {kind.__name__}: its module is not part of this app."
                )
            made = factory(self)
            if kind in self._closers:
                self._open.append((self._closers[kind], made))
            for wrap in self._decorators.get(kind, ()):
                made = wrap(self, made)
            self._made[kind] = made
        return cast(T, self._made[kind])

    def close(self) -> None:
        """End the app: let go of what holds files or connections, the last made first.

        What is asked for afterwards is made anew.
        """
        self._made.clear()
        while self._open:
            close, made = self._open.pop()
            close(made)

    def contribute(self, kind: type[T], item: T) -> None:
        """Add one of many, such as a repository or a group of pages."""
        self._contributions.setdefault(kind, []).append(item)

    def contributions(self, kind: type[T]) -> list[T]:
        """All that was contributed, in the order of the wiring modules' names."""
        return list(self._contributions.get(kind, ()))

    def part(self, slot: Slot[T]) -> T:
        """What fills the slot: the override, or else the default."""
        if slot.name in self._overrides:
            return slot.check(self._overrides[slot.name])
        return slot.load_default()

    def group(self, prefix: str, protocol: type[T]) -> list[T]:
        """What fills the slots of `protocol` named `prefix.…`, in the order of their declaration."""
        return [
            self.part(slot)
            for slot in self._slots.values()
            if slot.name.startswith(f"{prefix}.") and slot.protocol is protocol
        ]
