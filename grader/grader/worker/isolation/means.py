"""By which means this machine can confine a stranger's process."""

from __future__ import annotations

import functools
import json
import subprocess
import sys

from grader.worker.isolation.errors import IsolationError
from grader.worker.isolation.policy import Means

_SECONDS = 30


@functools.cache
def available() -> Means:
    """What `confine` achieves here, found out by confining a process of its own.

    Raises IsolationError where it would refuse.
    """
    if sys.platform != "linux":
        raise IsolationError(f"{sys.platform} cannot confine a process of a stranger.")
    command = [sys.executable, "-m", "grader.worker.isolation.trial"]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, text=True)
        told = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise IsolationError("The trial of confining a process broke down.") from error
    if "refused" in told:
        raise IsolationError(told["refused"], remedy=told["remedy"])
    return Means(told["held"], told["missing"])


def describe() -> str:
    """One line for people: by which means a run is isolated. Raises IsolationError as `available` does."""
    return f"isolated by: {available()}"
