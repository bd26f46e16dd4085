"""Make `.venv` from the locks: `python requirements/install.py [course|dev]`.

Standard library only, because nothing is installed yet. A finished set-up leaves a stamp with the
lock's digest, so a second run returns at once and needs no network; a half-finished one has no
stamp and is done again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(os.environ.get("COURSE_VENV", ROOT / ".venv"))
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
OLDEST = (3, 11)
PACKAGES = ("reference_app", "grader")


def main() -> int:
    """Set the environment up unless its stamp says that it is; returns the exit code."""
    if sys.version_info < OLDEST:
        print(
            f"This course needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.\n"
            "Install a newer one, or name it: make setup PYTHON=python3.12",
            file=sys.stderr,
        )
        return 2
    lock = ROOT / "requirements" / f"{sys.argv[1] if len(sys.argv) > 1 else 'course'}.txt"
    if not lock.is_file():
        print(f"There is no lock {lock.name}; choose course or dev.", file=sys.stderr)
        return 2
    if is_finished(lock):
        return 0
    began = time.monotonic()
    try:
        install(lock)
    except subprocess.CalledProcessError as error:
        print(
            f"\nThe set-up stopped at: {' '.join(map(str, error.cmd[:6]))} …\n"
            "Nothing is broken: mend the cause above (often the network or a full disk) and run the same "
            "command again; it goes on from here.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(
            f"\nThe set-up stopped: {error}.\nMend that (a full disk, a file called .venv, missing rights?) "
            "and run the same command again.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again; it goes on from here.", file=sys.stderr)
        return 130
    stamp(lock).write_text(digest(lock), encoding="utf-8")
    print(f"The environment is ready ({time.monotonic() - began:.0f} s).")
    return 0


def digest(lock: Path) -> str:
    """What the finished environment depends on: both locks' names follow from one, so one digest serves."""
    parts = [lock.read_bytes(), sys.version.encode(), str(ROOT).encode()]
    parts += [(ROOT / package / "pyproject.toml").read_bytes() for package in PACKAGES]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp(lock: Path) -> Path:
    """The file that marks a finished set-up of `lock`."""
    return ENVIRONMENT / f".installed-{lock.stem}"


def is_finished(lock: Path) -> bool:
    """Whether `lock` is installed; the tests' lock holds the course's, so it serves for both."""
    locks = {lock, lock.with_name("dev.txt")}
    return PYTHON.exists() and any(
        stamp(one).is_file() and stamp(one).read_text(encoding="utf-8") == digest(one) for one in locks
    )


def install(lock: Path) -> None:
    """Create the environment where it is missing, then install the lock and the course's own packages."""
    if not works(PYTHON):
        step("Making the environment")
        venv.create(ENVIRONMENT, clear=ENVIRONMENT.exists(), symlinks=os.name != "nt", with_pip=True)
    for old in ENVIRONMENT.glob(".installed-*"):
        old.unlink()
    step(f"Installing the locked packages of {lock.name} (about 800 MB on disk)")
    if not with_uv(lock):
        run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    step("Installing the course's own packages")
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        *(part for package in PACKAGES for part in ("-e", ROOT / package)),
    )


def with_uv(lock: Path) -> bool:
    """Install by uv where it is present: seconds instead of a minute. False: pip must do it.

    uv does not read pip's configuration, so an index that pip was told of is left to pip.
    """
    uv = shutil.which("uv")
    configured = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True)
    if uv is None or "index-url" in configured.stdout.replace("extra-index-url", ""):
        return False
    return (
        subprocess.run([uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", lock]).returncode
        == 0
    )


def works(python: Path) -> bool:
    """Whether the environment's interpreter starts and is the one that runs this script."""
    if not python.exists():
        return False
    try:
        asked = subprocess.run(
            [python, "-c", "import pip, sys; print(sys.version)"], capture_output=True, text=True
        )
    except OSError:
        return False
    return asked.stdout.strip() == sys.version


def run(*command: object) -> None:
    """Run a command and show its output; raises CalledProcessError."""
    subprocess.run([str(part) for part in command], check=True)


def step(text: str) -> None:
    """Say what happens now."""
    print(f"• {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
