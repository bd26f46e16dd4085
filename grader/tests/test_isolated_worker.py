"""Runs of an isolated worker, which `course grade` uses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import paths
from grader.worker import CellRun, Limits, Source, Worker


@pytest.fixture(scope="module")
def isolated() -> Iterator[Worker]:
    with Worker.private(paths.find(), isolated=True) as worker:
        yield worker


def run(worker: Worker, folder: Path, *codes: str, absent: tuple[str, ...] = ()) -> list[CellRun]:
    sources = [Source(index, code) for index, code in enumerate(codes)]
    return list(worker.run(sources, folder=folder, limits=Limits(), absent=absent).cells)


def text(cell: CellRun) -> str:
    return "".join(o["text"] for o in cell.outputs if o["output_type"] == "stream")


def test_cells_run_and_are_confined(isolated: Worker, no_folder: Path) -> None:
    code = "status = open('/proc/self/status').read()\n"
    code += "print('Seccomp:\\t2' in status, 'NoNewPrivs:\\t1' in status)"
    held, network, disk = run(
        isolated,
        no_folder,
        code,
        "import socket; socket.socket()",
        f"open({str(paths.find().solutions)!r} + '/ch01/08c_enrolment_rules.ipynb')",
    )
    assert text(held) == "True True\n"
    assert [cell.error and cell.error["name"] for cell in (network, disk)] == [
        "PermissionError",
        "FileNotFoundError",
    ]


def test_files_beside_the_notebook_are_copied_and_writable(isolated: Worker, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1", encoding="utf-8")
    (cell,) = run(isolated, tmp_path, "open('data.csv', 'a').write('2'); print(open('data.csv').read())")
    assert text(cell) == "12\n"


@pytest.mark.parametrize(
    ("module", "part"),
    [
        ("university.domain.waitlist", "next_in_line"),
        ("university.entrypoints.cli.seed", "command"),  # no warm process has imported it
    ],
)
def test_an_absent_part_cannot_be_read_from_the_disk(
    isolated: Worker, no_folder: Path, module: str, part: str
) -> None:
    package, _, name = module.rpartition(".")
    code = f"import {package} as p\nprint(open(p.__path__[0] + '/{name}.py').read())"
    there, gone = (run(isolated, no_folder, code, absent=absent)[0] for absent in ((), (f"{module}:{part}",)))
    assert f"def {part}" in text(there)
    assert gone.error is not None and gone.error["name"] == "PermissionError"


def test_a_flood_of_files_ends_with_the_run(isolated: Worker, no_folder: Path) -> None:
    flood = "for i in range(99):\n  with open(f'f{i}', 'wb') as f: f.write(bytes(40 * 2**20))"
    (full,) = run(isolated, no_folder, flood)
    assert full.error is not None and "No space left" in full.error["message"]
    (fine,) = run(isolated, no_folder, "open('x', 'w').write('1')")
    assert fine.outcome == "ok"


def test_a_tree_too_deep_to_walk_ends_with_the_run(isolated: Worker, no_folder: Path) -> None:
    deep = "import os\nfor i in range(3000):\n  os.mkdir('d'); os.chdir('d')\nprint('deep')"
    assert text(run(isolated, no_folder, deep)[0]) == "deep\n"
    assert text(run(isolated, no_folder, "print('next')")[0]) == "next\n"


def test_what_a_cell_left_behind_is_gone(isolated: Worker, no_folder: Path) -> None:
    leave = (
        "import os, time\nif os.fork() == 0:\n  os.setsid()\n  time.sleep(60)\n  os._exit(0)\nprint('left')"
    )
    started = time.monotonic()
    assert text(run(isolated, no_folder, leave)[0]) == "left\n"
    (after,) = run(isolated, no_folder, "import os; print([n for n in os.listdir('/proc') if n.isdigit()])")
    assert text(after) == "['1']\n"
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os._exit(0)", "exit code 0"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.abort()", "SIG"),
    ],
)
def test_a_crash_belongs_to_the_cell_that_ran(
    isolated: Worker, no_folder: Path, code: str, told: str
) -> None:
    before, crashed = run(isolated, no_folder, "1", code)
    assert [cell.outcome for cell in (before, crashed)] == ["ok", "crashed"]
    assert crashed.error is not None and told in crashed.error["message"]


def test_a_slow_cell_is_interrupted(isolated: Worker, no_folder: Path) -> None:
    sources = [Source(0, "while True: pass"), Source(1, "print(1)")]
    limits = Limits(cell_seconds=1, run_seconds=30)
    slow, after = isolated.run(sources, folder=no_folder, limits=limits).cells
    assert (slow.outcome, text(after)) == ("timed_out", "1\n")
