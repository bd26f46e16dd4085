"""Confines a process that does nothing, to see by which means: `python -m grader.worker.isolation.trial`."""

from __future__ import annotations

import contextlib
import json
import os
import sys

from grader.worker.isolation.confine import confine
from grader.worker.isolation.errors import IsolationError
from grader.worker.isolation.grounds import fork, scratch, settle
from grader.worker.isolation.policy import Policy


def main() -> None:
    """Print the means as JSON, or why there are none."""
    settle()
    with scratch(2**20) as folder:
        incoming, outgoing = os.pipe()
        child = fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                os.write(outgoing, json.dumps(_confined(Policy(folder))).encode())
            os._exit(0)
        os.close(outgoing)
        with os.fdopen(incoming, encoding="utf-8") as told:
            sys.stdout.write(told.read())
        os.waitpid(child, 0)


def _confined(policy: Policy) -> dict[str, object]:
    try:
        means = confine(policy)
    except IsolationError as error:
        return {"refused": error.message, "remedy": error.remedy}
    return {"held": dict(means.held), "missing": dict(means.missing)}


if __name__ == "__main__":
    main()
