"""What a learner's pyproject.toml declares, for tasks that write one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

Project = Callable[[], object]


def declared(project: Project, *keys: str) -> object:
    """What stands under these keys, such as `"project", "name"`. Raises KeyError for a missing one."""
    found: object = _table(project)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise KeyError(f"there is no {'.'.join(keys)}")
        found = found[key]
    return found


def needed(project: Project, *keys: str) -> list[str]:
    """The names of the packages in a list of requirements, in alphabetical order."""
    return sorted(canonicalize_name(one.name) for one in _requirements(project, keys))


def accepted(project: Project, package: str, *versions: str) -> list[str]:
    """Those of the versions that the project's dependencies accept of this package.

    Raises KeyError when the package is not among them.
    """
    found = [
        one for one in _requirements(project, ("project", "dependencies")) if one.name.lower() == package
    ]
    if not found:
        raise KeyError(f"project.dependencies does not name {package}")
    return [version for version in versions if all(one.specifier.contains(version) for one in found)]


def pythons(project: Project, *versions: str) -> list[str]:
    """Those of the versions of Python that the project accepts. Raises KeyError where it says nothing."""
    wanted = SpecifierSet(str(declared(project, "project", "requires-python")))
    return [version for version in versions if wanted.contains(version)]


def _requirements(project: Project, keys: tuple[str, ...]) -> Iterator[Requirement]:
    listed = declared(project, *keys)
    if not isinstance(listed, list):
        raise TypeError(f"{'.'.join(keys)} must be a list of texts")
    yield from (Requirement(str(text)) for text in listed)


def _table(project: Project) -> dict[str, object]:
    text = project()
    if not isinstance(text, str):
        raise TypeError(f"{type(text).__name__} returned; return the file as one text")
    return tomllib.loads(text)
