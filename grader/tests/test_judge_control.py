"""What a judge notes is read when it is time, in order, and never more than a socket holds."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.worker import Limits, Source, Worker
from grader.worker.judge.control import Control, Heard, Lines, lines


@pytest.fixture
def both() -> Iterator[tuple[Control, Lines]]:
    ours, its = lines()
    with contextlib.closing(ours), contextlib.closing(its):
        yield Control(its), ours


def test_notes_wait_in_order(both: tuple[Control, Lines]) -> None:
    judge, ours = both
    notes = Heard(ours.notes)
    assert notes.read(socket.MSG_DONTWAIT) is None
    judge.note({"begin": 1})
    judge.note({"cell": "é"})
    judge.tell({"done": True})
    assert notes.read(socket.MSG_DONTWAIT) == [{"begin": 1}, {"cell": "é"}]
    assert Heard(ours.control).read() == [{"done": True}]


def test_a_note_that_has_no_room_is_told_and_waited_for(both: tuple[Control, Lines]) -> None:
    judge, ours = both
    written: list[int] = []

    def write() -> None:
        for number in range(1000):
            judge.note({"cell": number, "text": "x" * (200_000 if number == 500 else 10)})
            written.append(number)
        judge.tell({"done": True})

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    notes, control, found = Heard(ours.notes), Heard(ours.control), list[int]()
    while (told := control.read()) is not None:
        while noted := notes.read(socket.MSG_DONTWAIT):
            found += [message["cell"] for message in noted]
        for message in told:
            if "noted" in message:
                found.append(message["noted"]["cell"])
                ours.control.sendall(b"!")
        if {"done": True} in told:
            break
    thread.join(5)
    assert found == written == list(range(1000))


def test_nothing_is_lost_of_a_judge_that_ends(both: tuple[Control, Lines]) -> None:
    judge, ours = both
    judge.note({"begin": 1})
    judge._lines.close()
    assert Heard(ours.control).read() is None
    assert Heard(ours.notes).read(socket.MSG_DONTWAIT) == [{"begin": 1}]


def test_many_cells_with_much_output(worker: Worker, no_folder: Path) -> None:
    sources = [Source(index, f"print('{index} ' * 20_000)") for index in range(120)]
    cells = worker.run(sources, folder=no_folder).cells
    assert [cell.outputs[0]["text"].split()[0] for cell in cells] == [str(index) for index in range(120)]


def test_a_late_cell_after_quick_ones_has_its_own_time(worker: Worker, no_folder: Path) -> None:
    limits = Limits(cell_seconds=1.0, run_seconds=20)
    slow = "import time; time.sleep(0.7)"
    sources = [Source(index, slow) for index in range(4)] + [Source(4, "while True: pass"), Source(5, "1")]
    cells = worker.run(sources, folder=no_folder, limits=limits).cells
    assert [cell.outcome for cell in cells] == ["ok"] * 4 + ["timed_out", "ok"]
