"""The warm process: what a cell may do, how it ends, and that nothing of it stays."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

import pytest

from grader.worker import CellRun, Limits, Source, Worker, isolation
from grader.worker.isolation import grounds

MEMORY = "/dev/shm"  # noqa: S108 (where it is looked for, nothing is written there)
IMPATIENT = Limits(cell_seconds=0.5, run_seconds=5)


def run(worker: Worker, folder: Path, *codes: str, limits: Limits | None = None) -> list[CellRun]:
    sources = [Source(index, code) for index, code in enumerate(codes)]
    return list(worker.run(sources, folder=folder, limits=limits or Limits()).cells)


def text(cell: CellRun, name: str = "stdout") -> str:
    return "".join(o["text"] for o in cell.outputs if o["output_type"] == "stream" and o["name"] == name)


def test_cells_share_names_and_keep_outputs_in_order(worker: Worker, no_folder: Path) -> None:
    first, second = run(worker, no_folder, "x = 2", "print('a')\ndisplay(x)\nprint('b')\nx + 1")
    assert (first.outcome, first.outputs) == ("ok", ())
    assert [o["output_type"] for o in second.outputs] == [
        "stream",
        "display_data",
        "stream",
        "execute_result",
    ]
    assert second.outputs[3]["data"] == {"text/plain": "3"}


def test_runs_know_nothing_of_each_other(worker: Worker, no_folder: Path) -> None:
    run(worker, no_folder, "left_behind = 1; import university; university.left_behind = 1")
    cells = run(worker, no_folder, "left_behind", "import university; university.left_behind")
    assert [cell.error and cell.error["name"] for cell in cells] == ["NameError", "AttributeError"]


def test_what_takes_long_once_was_done_before_the_fork(worker: Worker, no_folder: Path) -> None:
    code = """
import sys
from nbformat import validator
print("grader.learner.check" in sys.modules, any(key[1:3] == (4, 5) for key in validator.validators))
"""
    (cell,) = worker.run([Source(0, code)], folder=no_folder).cells
    assert cell.outputs[0]["text"] == "True True\n", cell.error


def test_a_few_thousand_objects_are_no_reason_to_look_through_what_is_kept(
    worker: Worker, no_folder: Path
) -> None:
    code = """
import gc
runs = []
gc.collect()
gc.callbacks.append(lambda *told: runs.append(told))
kept = [[] for _ in range(3000)]
gc.callbacks.pop()
print(len(runs), gc.isenabled())
"""
    (cell,) = run(worker, no_folder, code)
    assert text(cell) == "0 True\n"


def test_an_error_does_not_stop_the_next_cell(worker: Worker, no_folder: Path) -> None:
    broken, wrong, fine = run(worker, no_folder, "def f(:\n  pass", "1 / 0", "1")
    assert broken.error is not None and wrong.error is not None
    assert (broken.outcome, broken.error["name"]) == ("error", "SyntaxError")
    assert "line 1: def f(:" in broken.error["message"]
    assert wrong.error["message"] == "division by zero"
    assert wrong.outputs[-1]["ename"] == "ZeroDivisionError"
    assert "\x1b" not in "".join(wrong.error["traceback"])
    assert fine.outcome == "ok"


def test_a_failed_expectation_comes_with_its_fields(worker: Worker, no_folder: Path) -> None:
    code = "from grader import expect\nexpect(abs, -1).returns(2, because='B.', kind='k')"
    (cell,) = run(worker, no_folder, code)
    assert cell.error is not None
    assert cell.error["failure"] == {
        "call": "`abs(-1)`",
        "returned": "returned `1`",
        "expected": "`2`",
        "because": "B.",
        "kind": "k",
        "error": "",
        "place": "",
    }


def test_await_pictures_and_magics_work_as_in_a_notebook(worker: Worker, no_folder: Path) -> None:
    awaited, picture, magic = run(
        worker,
        no_folder,
        "import asyncio\nawait asyncio.sleep(0, 7)",
        "class P:\n    def _repr_png_(self): return b'png'\nP()",
        "%who_ls type",
    )
    assert awaited.outputs[0]["data"]["text/plain"] == "7"
    assert picture.outputs[0]["data"]["image/png"] == "cG5n"
    assert "['P']" in magic.outputs[0]["data"]["text/plain"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("\n\n  \nx = 1\nx + 1", "2"),
        ("x = 1\n%who_ls int", "['x']"),
        ("%%capture\nprint(1)\n'shown'", None),
        ("x = '%d?' % \\\n    7\nx", "'7?'"),
        ("async def two():\n    return 2\nawait two()", "2"),
        ("'await'\n'async'", "'async'"),
        ("x = 3\nx;", None),
    ],
)
def test_several_lines_mean_what_they_mean_in_a_notebook(
    worker: Worker, no_folder: Path, code: str, shown: str | None
) -> None:
    (cell,) = run(worker, no_folder, code)
    assert cell.outcome == "ok"
    assert [output["data"]["text/plain"] for output in cell.outputs] == ([] if shown is None else [shown])


def test_a_traceback_tells_each_frame_with_its_line(worker: Worker, no_folder: Path) -> None:
    _, cell = run(worker, no_folder, "\ndef outer():\n    return inner()", "def inner():\n    1 / 0\nouter()")
    assert cell.error is not None
    told = "".join(cell.error["traceback"])
    assert ["in outer" in told, "return inner()" in told, "in inner" in told, "1 / 0" in told] == [True] * 4
    assert told.rstrip().endswith("ZeroDivisionError: division by zero")
    assert "site-packages" not in told
    warned, again = run(worker, no_folder, "x = 1\nx is 2", "x = 1\nx is 2")
    for cell in (warned, again):
        texts = [output["text"] for output in cell.outputs if output["output_type"] == "stream"]
        assert "".join(texts).count("SyntaxWarning") == 1


def test_a_slow_cell_is_interrupted_and_the_rest_runs(worker: Worker, no_folder: Path) -> None:
    slow, after = run(worker, no_folder, "while True: pass", "1", limits=IMPATIENT)
    assert slow.outcome == "timed_out"
    assert slow.error is not None and "within 0.5 s" in slow.error["message"]
    assert after.outcome == "ok"


def test_a_cell_that_cannot_be_interrupted_ends_the_run(worker: Worker, no_folder: Path) -> None:
    stubborn = "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass"
    before, slow, after = run(worker, no_folder, "1", stubborn, "1", limits=IMPATIENT)
    assert [cell.outcome for cell in (before, slow, after)] == ["ok", "timed_out", "not_run"]


def test_the_whole_run_has_a_limit(worker: Worker, no_folder: Path) -> None:
    started = time.monotonic()
    limits = Limits(cell_seconds=99, run_seconds=2)
    cells = run(worker, no_folder, "1", *["import time; time.sleep(60)"] * 3, limits=limits)
    assert time.monotonic() - started < 60
    assert [cell.outcome for cell in cells] == ["ok", "timed_out", "not_run", "not_run"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os._exit(0)", "exit code 0"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("import os\nos.closerange(3, 999)\nimport time; time.sleep(9)", "ended by SIGKILL"),
    ],
)
def test_a_crash_belongs_to_the_cell_that_ran(worker: Worker, no_folder: Path, code: str, told: str) -> None:
    before, crashed, after = run(worker, no_folder, "1", code, "1")
    assert [cell.outcome for cell in (before, crashed, after)] == ["ok", "crashed", "not_run"]
    assert crashed.error is not None and told in crashed.error["message"]


def test_exit_in_a_cell_is_an_error_and_no_crash(worker: Worker, no_folder: Path) -> None:
    left, after = run(worker, no_folder, "import sys; sys.exit(3)", "1")
    assert (left.outcome, after.outcome) == ("error", "ok")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("x = bytearray(3 * 2**30)", "MemoryError"),
        ("open('big', 'wb').write(bytes(60 * 2**20))", "OSError"),
        ("[open('f%d' % i, 'w') for i in range(999)]", "OSError"),
        ("input('name?')", "EOFError"),
    ],
)
def test_limits_are_errors_of_the_cell(worker: Worker, no_folder: Path, code: str, name: str) -> None:
    limited, after = run(worker, no_folder, code, "1")
    assert limited.error is not None
    assert (limited.error["name"], after.outcome) == (name, "ok")


def test_endless_output_is_cut(worker: Worker, no_folder: Path) -> None:
    loud, rich = run(worker, no_folder, "for i in range(300_000): print(i)", "'x' * 9_000_000")
    assert len(text(loud)) < 101_000
    assert text(loud).endswith("… the rest of this output was cut\n")
    assert len(rich.outputs[0]["data"]["text/plain"]) < 101_000


def test_programs_output_is_kept(worker: Worker, no_folder: Path) -> None:
    direct, quiet = run(worker, no_folder, "import os; _ = os.system('echo from a program')", "1")
    assert text(direct, "stderr") == "from a program\n"
    assert text(quiet, "stderr") == ""


def test_cells_see_copies_of_the_files_beside_the_notebook(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1", encoding="utf-8")
    (tmp_path / "other.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "link").symlink_to("/etc/passwd")
    code = "import os\nprint(sorted(os.listdir()), open('data.csv').read())"
    (cell, _) = run(worker, tmp_path, code, "open('data.csv', 'w').write('2'); open('new', 'w')")
    assert text(cell) == "['.tmp', 'data.csv'] 1\n"
    assert (tmp_path / "data.csv").read_text(encoding="utf-8") == "1"
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not os.access(MEMORY, os.W_OK), reason="this system has no such folder")
def test_files_of_a_run_with_limits_only_lie_in_memory(worker: Worker, no_folder: Path) -> None:
    where = "import os, tempfile\nprint(os.getcwd(), tempfile.gettempdir())"
    (cell,) = run(worker, no_folder, where)
    assert [path.startswith(f"{MEMORY}/course-run-") for path in text(cell).split()] == [True, True]
    assert not Path(text(cell).split()[0]).exists()


@pytest.mark.parametrize("size", [2**20, 2**60])
def test_files_lie_on_the_disk_where_memory_has_no_room(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, disk = tmp_path / "memory", tmp_path / "disk"
    memory.mkdir()
    disk.mkdir()
    monkeypatch.setattr(grounds, "_MEMORY", memory)
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    with isolation.scratch(size, confined=False) as folder:
        assert folder.parent == (memory if size == 2**20 else disk)
    with isolation.scratch(size) as folder:
        assert folder.parent == disk
    monkeypatch.setattr(grounds, "_MEMORY", tmp_path / "nothing")
    with isolation.scratch(size, confined=False) as folder:
        assert folder.parent == disk


def test_no_secret_and_no_descriptor_of_the_worker_is_there(
    no_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grader import paths

    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    code = "import os\nprint('SECRET_TOKEN' in os.environ, len(os.listdir('/proc/self/fd')))"
    with Worker.private(paths.find()) as private:
        (cell,) = run(private, no_folder, code)
    # The three standard ones, the wire and the door, the file behind stdout, and the listing itself.
    assert text(cell) == "False 7\n"


def test_what_a_cell_started_ends_with_the_run(worker: Worker, no_folder: Path) -> None:
    code = "import subprocess\nprint(subprocess.Popen(['sleep', '60'], start_new_session=True).pid)"
    (cell,) = run(worker, no_folder, code)
    pid, deadline = int(text(cell)), time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


ABSENT = ["university.domain.waitlist:next_in_line", "university.domain.grading"]


@pytest.mark.parametrize(
    "code",
    [
        "from university.domain.waitlist import next_in_line",
        "import university.domain.waitlist as w; w.next_in_line",
        "from university.domain.grading import gpa",
        "import importlib, university.domain.waitlist as w; importlib.reload(w)",
        "import sys; del sys.modules['university.domain.waitlist']; import university.domain.waitlist",
    ],
)
def test_absent_parts_cannot_be_imported(worker: Worker, no_folder: Path, code: str) -> None:
    (cell,) = worker.run([Source(0, code)], folder=no_folder, absent=ABSENT).cells
    assert cell.error is not None
    assert cell.error["name"] == "Absent"


def test_what_is_not_absent_of_a_module_stays(worker: Worker, no_folder: Path) -> None:
    code = "from university.domain.waitlist import NextInLine\nhasattr(NextInLine, 'nothing')"
    (cell,) = worker.run([Source(0, code)], folder=no_folder, absent=ABSENT).cells
    assert cell.outcome == "ok"


def test_a_function_that_is_absent_is_empty_wherever_it_is_found(worker: Worker, no_folder: Path) -> None:
    code = """import gc
gc.unfreeze()
functions = [f for f in gc.get_objects() if type(f) is type(lambda: 0)]
names = [f.__code__.co_name for f in functions if f.__qualname__ in ("next_in_line", "gpa", "waiting")]
print(len(names), set(names))"""
    load = "import grader.props.enrolment"
    cells = worker.run([Source(0, load), Source(1, code)], folder=no_folder, absent=ABSENT).cells
    # `waiting` is no absent part: it shows that the search finds what there is.
    assert text(cells[1]).split(" ", 1)[1] in (
        "{'waiting', 'absent'}\n",
        "{'absent', 'waiting'}\n",
        "{'waiting'}\n",
    )


def said(data: bytes) -> str:
    """Code that says this to the judge, on whatever descriptor leads to it."""
    return f"import os\nfor fd in range(3, 32):\n  try: os.write(fd, {data!r})\n  except OSError: pass"


def framed(message: object) -> bytes:
    data = json.dumps(message).encode()
    return len(data).to_bytes(4, "big") + data


TOLD = {"index": 0, "outcome": "ok", "outputs": [], "error": None, "seconds": 0}


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense, and more of it",
        b"\xff\xff\xff\xff",
        framed([1]),
        framed(["cell", {}]),
        framed(["cell", TOLD | {"outcome": "perfect"}]),
        framed(["cell", TOLD | {"outcome": "timed_out"}]),
        framed(["cell", TOLD | {"seconds": "x"}]),
        framed(["value", 1, []]),
        b"\0\0\x10\0" + b"[" * 4096,
        framed(["cell", TOLD | {"seconds": 1}])[:-9] + b"Infinity}",
    ],
)
def test_whoever_breaks_into_the_line_to_the_judge_ends_the_run(
    worker: Worker, no_folder: Path, data: bytes
) -> None:
    cells = run(worker, no_folder, "1", said(data), "1 / 0")
    assert [cell.outcome for cell in cells] == ["ok", "crashed", "not_run"]
    assert cells[1].error is not None and "broke into the grader's questions" in cells[1].error["message"]


@pytest.mark.parametrize(
    "output",
    [{}, [], "x", None, {"output_type": "x"}, {"output_type": "stream", "name": "stdout", "text": 1}],
    ids=repr,
)
def test_forged_outputs_are_dropped(worker: Worker, no_folder: Path, output: object) -> None:
    real = {"output_type": "stream", "name": "stdout", "text": "real"}
    (cell,) = run(worker, no_folder, said(framed(["cell", TOLD | {"outputs": [output, real]}])))
    assert cell.outputs == (real,)


def test_the_process_of_the_run_is_not_the_worker(worker: Worker, no_folder: Path) -> None:
    one, other = (run(worker, no_folder, "import os; print(os.getpid(), os.getsid(0))")[0] for _ in range(2))
    pid, session = text(one).split()
    assert pid == session
    assert text(one) != text(other)
    assert int(pid) != os.getpid()
