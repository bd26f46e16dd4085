"""The shared daemon: found, started once, replaced when it crashed, private to its user."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from grader import paths
from grader.errors import CourseError
from grader.notebooks import files
from grader.verdict import verdict
from grader.worker import Run, Source, Worker, Workshop, daemon

WHO = [Source(0, "import os; print(os.getppid())")]
MADE = "from university.adapters.campus import make_campus; print(make_campus.cache_info().currsize)"
ASK = """
import sys
from pathlib import Path
from grader import paths
from grader.worker import Source, Worker
with Worker.shared(paths.find()) as worker:
    print(worker.run([Source(0, "1")], folder=Path("none")).cells[0].outcome)
"""


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for sockets; what was started there is ended."""
    with tempfile.TemporaryDirectory(prefix="crs") as folder:  # pytest's own are too long for a socket
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)
        end_daemons(Path(folder))


def end_daemons(runtime: Path) -> None:
    """End those that still run."""
    for pid in daemons(runtime):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def printed(run: Run) -> str:
    return "".join(output["text"] for cell in run.cells for output in cell.outputs)


def processes(runtime: Path) -> dict[int, tuple[int, int]]:
    """The parent and the session of each process of a daemon whose socket lies in this folder."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_text(encoding="utf-8") if entry.name.isdigit() else ""
            if "grader.worker.server" in command and str(runtime) in command:
                told = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                found[int(entry.name)] = (int(told[1]), int(told[3]))
        except OSError:
            continue  # it ended while we looked
    return found


def daemons(runtime: Path) -> list[int]:
    """The listening processes, each with a session of its own; not their forks, which answer, and may outlive
    whoever forked them for a moment."""
    found = processes(runtime)
    return [pid for pid, (parent, session) in found.items() if session == pid and parent not in found]


def test_the_daemon_is_started_once_by_two_at_a_time(runtime: Path) -> None:
    asking = [
        subprocess.Popen([sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert [process.communicate(timeout=120)[0] for process in asking] == ["ok\n", "ok\n"]
    assert len(daemons(runtime)) == 1
    assert (runtime / f"course-{os.getuid()}").stat().st_mode & 0o777 == 0o700


def test_the_first_check_of_a_new_daemon_mounts_rules_as_later_ones_do(runtime: Path) -> None:
    found = paths.find()
    right = files.read(found.solutions / "ch01" / "07a_values_and_functions.ipynb")
    with Worker.shared(found) as worker:
        judged = verdict.judge(right, right, worker)
    assert [cell.message for cell in judged.cells if cell.outcome != "passed"] == []
    assert daemons(runtime)


def test_a_new_daemon_makes_ready_for_who_waits_and_then_for_all(runtime: Path) -> None:
    found, campuses = paths.find(), Source(0, MADE)
    first = [found.solutions / "ch01" / "01_what_a_backend_is.ipynb"]
    with Worker.shared(found, first=lambda: first) as worker:
        assert printed(worker.run([campuses], folder=runtime)) == "0\n"
    with Worker.shared(found) as worker:
        assert printed(worker.run([campuses], folder=runtime)) == "1\n"


def test_a_crashed_daemon_is_replaced(runtime: Path) -> None:
    with Worker.shared(paths.find()) as worker:
        assert worker.run(WHO, folder=runtime).cells[0].outcome == "ok"
    (first,) = daemons(runtime)
    os.kill(first, signal.SIGKILL)
    with Worker.shared(paths.find()) as worker:
        assert worker.run(WHO, folder=runtime).cells[0].outcome == "ok"
    assert first not in daemons(runtime)


def test_who_comes_while_another_is_answered_need_not_wait(runtime: Path) -> None:
    with Worker.shared(paths.find()) as first, Worker.shared(paths.find()) as second:
        assert [worker.call("builtins:bool") for worker in (second, first, second)] == [True] * 3
    assert len(daemons(runtime)) == 1


def test_nothing_of_a_killed_daemon_stays_but_for_who_is_being_answered(runtime: Path) -> None:
    with Worker.shared(paths.find()) as worker:
        assert worker.call("builtins:bool") is True
        (pid,) = daemons(runtime)
        os.kill(pid, signal.SIGKILL)
        assert worker.call("builtins:bool") is True
    for _ in range(100):
        if not processes(runtime):
            break
        time.sleep(0.1)
    assert processes(runtime) == {}


def test_other_code_is_another_daemon(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = daemon.runtime_folder()
    before = daemon.socket_path(paths.find(), folder)
    monkeypatch.setattr(daemon, "fingerprint", lambda: "changed")
    assert daemon.socket_path(paths.find(), folder) != before


def test_the_fingerprint_follows_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = tmp_path / "reference_app" / "university"
    app.mkdir(parents=True)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "course.toml").touch()
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    before = daemon.fingerprint()
    (app / "new.py").write_text("x = 1", encoding="utf-8")
    made = daemon.fingerprint()
    (app / "new.py").write_text("x = 10", encoding="utf-8")
    assert len({before, made, daemon.fingerprint()}) == 3


def test_a_folder_that_others_may_enter_is_refused(runtime: Path) -> None:
    (runtime / f"course-{os.getuid()}").mkdir(mode=0o755)
    with pytest.raises(CourseError, match="chmod 700"):
        Worker.shared(paths.find())


def test_a_link_in_the_folders_place_is_refused(runtime: Path, tmp_path: Path) -> None:
    (runtime / f"course-{os.getuid()}").symlink_to(tmp_path)
    with pytest.raises(CourseError, match="not a folder of yours"):
        Worker.shared(paths.find())


def test_a_call_brings_back_its_result_and_its_refusals(worker: Worker) -> None:
    assert worker.call("builtins:bool") is True
    with pytest.raises(CourseError, match="no lesson '99'"):
        worker.call("grader.learner.check:examine", name="99")
    with pytest.raises(CourseError, match="ModuleNotFoundError"):
        worker.call("nowhere:nothing")


def test_a_worker_that_died_is_told(no_folder: Path) -> None:
    with Workshop(paths.find()) as workshop:
        hired = workshop.hire()
        process = workshop._process
        process.kill()
        process.wait()
        with pytest.raises(CourseError, match="course doctor"):
            hired.run([Source(0, "1")], folder=no_folder)
        hired.close()
        with workshop.hire() as another:
            assert another.run([Source(0, "1")], folder=no_folder).cells[0].outcome == "ok"


def test_a_workshop_that_nobody_asked_ends_at_once() -> None:
    with Workshop(paths.find()) as workshop:
        process = workshop._process
    assert process.returncode == -signal.SIGKILL, "it was not waited for until it is warm"


def test_sockets_find_room(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(prefix="x" * 90) as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        path = daemon.socket_path(paths.find(), daemon.runtime_folder())
    with socket.socket(socket.AF_UNIX) as probe:
        assert len(str(path)) < 100
        assert probe.family == socket.AF_UNIX
