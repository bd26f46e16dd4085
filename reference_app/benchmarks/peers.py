"""Two public frameworks beside ours: where they are kept, and how they come there."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(sys.prefix) / "peers"
"""Apart from what is installed, so that neither the app nor its tests can come to need them."""
LOCK = Path(__file__).resolve().parents[2] / "requirements" / "peers.txt"


def install() -> None:
    """Put the locked packages into the folder, unless they are there. Raises CalledProcessError."""
    if _are_here():
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    print(f"Installing {LOCK.name} into {FOLDER}", flush=True)
    words = ("-m", "pip", "install", "--quiet", "--require-hashes", "--target", FOLDER, "-r", LOCK)
    subprocess.run([sys.executable, *map(str, words)], check=True)
    _stamp().write_text(_digest(), encoding="utf-8")


def find() -> bool:
    """Let them be imported; False where they are not installed, or not as the lock has them now."""
    if not _are_here():
        return False
    # At the end: whatever both need comes from what the app runs on.
    sys.path.append(str(FOLDER))
    return True


def _are_here() -> bool:
    return _stamp().is_file() and _stamp().read_text(encoding="utf-8") == _digest()


def _stamp() -> Path:
    return FOLDER / ".installed"


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()
