"""What a learner's code may know of the user's environment."""

from __future__ import annotations

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
"""Those that an isolated worker is started with: a learner's code may read them, too."""
