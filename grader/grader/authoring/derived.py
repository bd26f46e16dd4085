"""The registry of derived files: what is made from what, and whether it is stale.

A generator is pure: it returns the content of every file it stands for. `course derive` writes what differs,
`course derive --check` only names it, so both can never disagree.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from grader.errors import CourseError
from grader.notebooks import whole
from grader.paths import Paths

Produce = Callable[[Paths], Mapping[Path, bytes] | str]


@dataclass(frozen=True, slots=True)
class Generator:
    """Files made by one function.

    `produce` names it as `module:function`; it gets Paths and returns content by path below the root, or the
    text of the one file that `targets` names.
    `owns` are glob patterns: a file that they find and that is not produced is left over and is removed.
    What `checked` excludes is proven otherwise (lesson outputs by nbval) or looked at (screenshots).
    """

    name: str
    sources: str
    targets: str
    produce: str
    owns: tuple[str, ...] = ()
    checked: bool = True

    def content(self, paths: Paths) -> Mapping[Path, bytes]:
        """Every file as it should be: path below the root → content."""
        module, function = self.produce.split(":")
        made = cast(Produce, getattr(importlib.import_module(module), function))(paths)
        return {Path(self.targets): made.encode()} if isinstance(made, str) else made


GENERATORS = (
    Generator(
        "outputs",
        sources="code cells of the lessons, the app",
        targets="book/ch*/*.ipynb (outputs, in place)",
        produce="grader.authoring.outputs:executed",
        checked=False,
    ),
    Generator(
        "exercises",
        sources="solutions/",
        targets="exercises/",
        produce="grader.authoring.release:exercises",
        owns=("exercises/**/*",),
    ),
    Generator("toc", sources="book/course.toml", targets="_toc.yml", produce="grader.book.toc:text"),
    Generator(
        "path",
        sources="book/course.toml, the lessons' first cells",
        targets="book/path.md",
        produce="grader.book.path_page:text",
    ),
    Generator(
        "screenshots",
        sources="the running app and JupyterLab",
        targets="book/images/app_*.png, book/images/lab_*.png",
        produce="grader.authoring.screenshots:taken",
        checked=False,
    ),
)


def names() -> list[str]:
    """What can be derived."""
    return [generator.name for generator in GENERATORS]


def choose(names: Sequence[str]) -> tuple[Generator, ...]:
    """The generators of these names, or all; raises CourseError for an unknown name."""
    known = {generator.name: generator for generator in GENERATORS}
    for name in names:
        if name not in known:
            raise CourseError(
                f"No derived files are called {name!r}.", remedy=f"Choose from: {', '.join(known)}."
            )
    return tuple(generator for generator in GENERATORS if not names or generator.name in names)


def stale(generator: Generator, paths: Paths) -> Iterator[tuple[Path, bytes | None]]:
    """Each file that differs, with the content it should have, or None when it should not be there."""
    content = generator.content(paths)
    for path, wanted in content.items():
        file = paths.root / path
        if not file.is_file() or file.read_bytes() != wanted:
            yield path, wanted
    for pattern in generator.owns:
        for file in sorted(paths.root.glob(pattern)):
            path = file.relative_to(paths.root)
            if file.is_file() and path not in content and ".ipynb_checkpoints" not in path.parts:
                yield path, None


def write(generator: Generator, paths: Paths) -> list[Path]:
    """Bring the files up to date; returns those that changed, below the root."""
    changes = list(stale(generator, paths))
    for path, wanted in changes:
        file = paths.root / path
        if wanted is None:
            file.unlink()
        else:
            whole.write_bytes(wanted, file)
    return [path for path, _ in changes]
