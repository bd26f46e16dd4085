"""Runs `course grade` in the project's container, for machines that cannot isolate notebooks themselves.

Docker's own library speaks to Docker and, through DOCKER_HOST, to Podman's socket.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import CourseError
from grader.instructor.text import printable

if TYPE_CHECKING:
    from docker.models.containers import Container  # type: ignore[import-untyped]

_SUBMITTED, _RESULTS = "/submitted", "/results"
_MEMORY, _PROCESSES, _TEMPORARY = "4g", 512, "2g"
_PATIENCE = 15 * 60
"""Seconds for one answer of the engine: without an overlay file system it copies the whole image first."""
_EXITS = {0, 1, 2}
"""What `course grade` ends with by itself."""


def grade(
    image: str, arguments: Sequence[str], submitted: Path, out: Path, tell: Callable[[str], None]
) -> int:
    """Run `course grade` with these arguments in the image; returns its exit code.

    `submitted` is mounted for reading, `out` for writing, nothing else; there is no network, no capability
    and no way to more rights. `tell` gets what it prints, piece by piece. Raises CourseError where no engine
    answers, the image is not there, or the container was ended from outside.
    """
    import docker.errors  # type: ignore[import-untyped]
    import requests.exceptions

    out.mkdir(parents=True, exist_ok=True)
    command = ["course", "grade", *arguments, "--submitted", _SUBMITTED, "--out", _RESULTS]
    try:
        container = docker.from_env(timeout=_PATIENCE).containers.run(
            image, command, **_confined(submitted, out)
        )
    except docker.errors.ImageNotFound as error:
        raise CourseError(
            f"There is no image {image}.", remedy=f"Build it: docker build --target instructor -t {image} ."
        ) from error
    except docker.errors.APIError as error:
        raise CourseError(
            f"The container engine refused to run {image}: {printable(str(error.explanation or error))}",
            remedy="Try the same by hand: docker run --rm IMAGE course --help",
        ) from error
    except docker.errors.DockerException as error:
        raise CourseError(
            "No container engine answers.",
            remedy="Start Docker, or Podman's socket and set DOCKER_HOST to it, then run the command again.",
        ) from error
    except requests.exceptions.RequestException as error:
        raise CourseError(
            "The container engine stopped answering.",
            remedy="See whether it runs (docker info), then run the command again.",
        ) from error
    return _watched(container, lambda text: tell(_outside(text, submitted, out)))


def _outside(text: str, submitted: Path, out: Path) -> str:
    """The folders as the caller knows them, in place of the container's."""
    return text.replace(f"{_SUBMITTED}/", f"{submitted}/").replace(f"{_RESULTS}/", f"{out}/")


def _confined(submitted: Path, out: Path) -> dict[str, Any]:
    """How the container is run, in the words of the engine's interface."""
    return {
        "detach": True,
        "read_only": True,
        "network_mode": "none",
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "pids_limit": _PROCESSES,
        "mem_limit": _MEMORY,
        "memswap_limit": _MEMORY,
        "init": True,
        # Who runs the command owns the results.
        "user": f"{os.getuid()}:{os.getgid()}",
        "environment": {"HOME": "/tmp"},  # noqa: S108 (the container's own)
        "tmpfs": {"/tmp": f"size={_TEMPORARY},mode=1777,exec"},  # noqa: S108
        "volumes": {
            str(submitted.resolve()): {"bind": _SUBMITTED, "mode": "ro"},
            str(out.resolve()): {"bind": _RESULTS, "mode": "rw"},
        },
    }


def _watched(container: Container, tell: Callable[[str], None]) -> int:
    """Pass on what it prints until it ends; nothing of it stays, whatever happens."""
    try:
        for piece in codecs.iterdecode(container.logs(stream=True, follow=True), "utf-8", "replace"):
            tell(printable(piece))
        code = int(container.wait()["StatusCode"])
    finally:
        container.remove(force=True)
    if code not in _EXITS:
        raise CourseError(
            f"The container was ended from outside ({code}), perhaps for want of memory.",
            remedy="Run the same command again: it goes on where it stopped. With --jobs 1 it needs less.",
        )
    return code
