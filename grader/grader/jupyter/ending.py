"""Lets JupyterLab's process end when it was asked to."""

from __future__ import annotations

import os
import threading
import time

SECONDS = 3.0
"""How long threads that are left have to come to their end."""


def end_with_main_thread(seconds: float = SECONDS) -> None:
    """See that this process ends soon after its main thread has.

    A server of Jupyter that is stopped while a thread of AnyIO waits for work would wait for that thread for
    ever: Python joins every thread that is no daemon.
    """
    threading.Thread(target=_end, args=(seconds,), name="end", daemon=True).start()


def _end(seconds: float) -> None:
    threading.main_thread().join()
    time.sleep(seconds)
    os._exit(0)
