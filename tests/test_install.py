"""The set-up script: a finished set-up is left alone, an unfinished one done again, bad input explained."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from grader import paths

SCRIPT = paths.find().root / "requirements" / "install.py"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """The script as a module, on a small course in a temporary folder and with commands recorded, not run."""
    spec = importlib.util.spec_from_file_location("install_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for name in ("course", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    for package in module.PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "pyproject.toml").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    module.commands = []

    def make(*_arguments, **_options):
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.touch()

    monkeypatch.setattr(module.venv, "create", make)
    monkeypatch.setattr(module, "works", lambda python: python.exists())
    monkeypatch.setattr(module, "with_uv", lambda lock: False)
    monkeypatch.setattr(
        module, "run", lambda *command: module.commands.append([str(part) for part in command])
    )
    return module


def call(module, monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["install.py", *arguments])
    return module.main()


def test_installs_the_lock_with_hashes_and_then_its_own_packages(install, monkeypatch):
    assert call(install, monkeypatch, "course") == 0
    locked, own = install.commands
    assert "--require-hashes" in locked
    assert "--no-deps" in own


def test_a_finished_set_up_runs_nothing(install, monkeypatch):
    call(install, monkeypatch, "course")
    install.commands.clear()
    assert call(install, monkeypatch, "course") == 0
    assert install.commands == []


def test_the_tests_lock_serves_the_course_but_not_the_other_way(install, monkeypatch):
    call(install, monkeypatch, "dev")
    install.commands.clear()
    assert call(install, monkeypatch, "course") == 0
    assert install.commands == []
    call(install, monkeypatch, "course")
    (install.ENVIRONMENT / ".installed-dev").unlink()
    assert call(install, monkeypatch, "dev") == 0
    assert install.commands


def test_a_changed_lock_is_installed_again(install, monkeypatch):
    call(install, monkeypatch, "course")
    install.commands.clear()
    (install.ROOT / "requirements" / "course.txt").write_text("course==2\n")
    assert call(install, monkeypatch, "course") == 0
    assert install.commands


def test_a_failed_set_up_leaves_no_stamp_and_says_what_to_do(install, monkeypatch, capsys):
    def fail(*command):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(install, "run", fail)
    assert call(install, monkeypatch, "course") == 1
    assert "run the same command again" in capsys.readouterr().err
    assert list(install.ENVIRONMENT.glob(".installed-*")) == []


def test_an_old_interpreter_is_named_with_a_remedy(install, monkeypatch, capsys):
    monkeypatch.setattr(install, "OLDEST", (99, 0))
    assert call(install, monkeypatch, "course") == 2
    assert "make setup PYTHON=" in capsys.readouterr().err
    assert install.commands == []


def test_an_unknown_lock_is_refused(install, monkeypatch, capsys):
    assert call(install, monkeypatch, "everything") == 2
    assert "choose course or dev" in capsys.readouterr().err


def test_make_without_an_interpreter_says_how_to_get_one(tmp_path):
    made = subprocess.run(
        ["make", "--no-print-directory", "setup", "PYTHON="],
        cwd=SCRIPT.parent.parent,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 2
    assert "No Python 3.11 or newer was found" in made.stdout
