"""`course grade --container`: what is asked of the engine, and what happens when it fails.

The engine is a stand-in at Docker's own interface: no engine runs where these tests do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docker
import docker.errors
import grade_course
import pytest
import requests.exceptions
from grade_room import Class

from grader.errors import CourseError


class Engine:
    """One container at most; `refusal` is raised instead of running it."""

    def __init__(self, code: int = 0, refusal: Exception | None = None) -> None:
        self.code, self.refusal = code, refusal
        self.asked: dict[str, Any] = {}
        self.image, self.command = "", [""]
        self.removed = False

    @property
    def containers(self) -> Engine:
        return self

    def run(self, image: str, command: list[str], **asked: Any) -> Engine:
        if self.refusal is not None:
            raise self.refusal
        self.image, self.command, self.asked = image, command, asked
        return self

    def logs(self, *, stream: bool, follow: bool) -> Iterator[bytes]:
        assert stream and follow
        text = "ada ✓\n\x1b[2JResults /results/results.json\n".encode()
        yield from (text[:5], text[5:])

    def wait(self) -> dict[str, int]:
        return {"StatusCode": self.code}

    def remove(self, *, force: bool) -> None:
        self.removed = force


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(docker, "from_env", lambda timeout: made)
    return made


def test_the_container_gets_submissions_and_results_and_nothing_else(room: Class, engine: Engine) -> None:
    room.hand_in("ada", add=grade_course.RIGHT)
    result = room.grade("--container", "course:1", "--again")
    assert (result.exit_code, result.output) == (0, f"ada ✓\nResults {room.out}/results.json\n")
    assert engine.image == "course:1"
    assert " ".join(engine.command) == (
        "course grade ch01 --jobs 1 --again --submitted /submitted --out /results"
    )
    assert engine.asked["volumes"] == {
        str(room.submitted): {"bind": "/submitted", "mode": "ro"},
        str(room.out): {"bind": "/results", "mode": "rw"},
    }
    assert engine.removed


def test_the_container_has_no_network_and_no_rights(room: Class, engine: Engine) -> None:
    room.hand_in("ada", add=grade_course.RIGHT)
    room.grade("--container", "course:1")
    wanted = {
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
    }
    assert wanted.items() <= engine.asked.items()
    assert engine.asked["pids_limit"] and engine.asked["mem_limit"] and not engine.asked.get("privileged")


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_commands_exit_code_is_passed_on(room: Class, engine: Engine, code: int) -> None:
    room.hand_in("ada", add=grade_course.RIGHT)
    engine.code = code
    assert room.grade("--container", "course:1").exit_code == code


def test_a_container_that_is_ended_from_outside_is_an_error(room: Class, engine: Engine) -> None:
    room.hand_in("ada", add=grade_course.RIGHT)
    engine.code = 137
    error = room.grade("--container", "course:1").exception
    assert isinstance(error, CourseError) and "137" in error.message
    assert engine.removed


@pytest.mark.parametrize(
    ("refusal", "message", "remedy"),
    [
        (docker.errors.ImageNotFound("no such image"), "no image course:1", "docker build"),
        (docker.errors.APIError("no", explanation="pids cgroup missing"), "pids cgroup missing", "by hand"),
        (requests.exceptions.ReadTimeout("no answer"), "stopped answering", "docker info"),
        (docker.errors.DockerException("connection refused"), "No container engine", "DOCKER_HOST"),
    ],
)
def test_what_the_engine_refuses_is_told(
    room: Class, engine: Engine, refusal: Exception, message: str, remedy: str
) -> None:
    room.hand_in("ada", add=grade_course.RIGHT)
    engine.refusal = refusal
    error = room.grade("--container", "course:1").exception
    assert isinstance(error, CourseError)
    assert message in error.message and remedy in error.remedy


def test_without_an_engine_the_real_library_says_so(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{room.out}/nobody.sock")
    room.hand_in("ada", add=grade_course.RIGHT)
    error = room.grade("--container", "course:1").exception
    assert isinstance(error, CourseError) and "No container engine" in error.message
