"""What a learner's code may know of the user's environment."""

from __future__ import annotations

import os
from pathlib import Path

KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "COURSE_ROOT",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "HYPOTHESIS_SEED",
)
"""Names of variables: those that programs need, none that may hold a token or a key."""
NEEDED = (
    *KEPT,
    "HOME",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONHASHSEED",
    "PYTHONWARNINGS",
)
"""Those that a worker is started with: a learner's code may read them, too."""


def of_worker(root: Path) -> dict[str, str]:
    """What the warm process of the checkout at `root` is started with.

    Its forks forget more, but each of them still reads in /proc/self/environ what their first ancestor was
    given, isolated or not.
    """
    return {name: value for name, value in os.environ.items() if name in NEEDED} | {"COURSE_ROOT": str(root)}
