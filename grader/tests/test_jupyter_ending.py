"""A process of JupyterLab ends although a thread waits for ever."""

from __future__ import annotations

import subprocess
import sys
import threading

from grader.jupyter.ending import end_with_main_thread

STUCK = """
import threading
from grader.jupyter.ending import end_with_main_thread
threading.Thread(target=threading.Event().wait).start()
end_with_main_thread(0.1)
print("the main thread ends")
"""


def test_it_ends_although_a_thread_waits() -> None:
    done = subprocess.run([sys.executable, "-c", STUCK], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_goes_on_as_long_as_its_main_thread() -> None:
    end_with_main_thread(0.0)
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "end"]
    thread.join(0.3)
    assert thread.is_alive() and thread.daemon
