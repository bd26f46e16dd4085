"""pytest finds in its shortened plugins all that it finds in its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TOLD = """
import sys
import pytest


class Told:
    def pytest_collection_finish(self, session):
        manager = session.config.pluginmanager
        for name, plugin in sorted(manager.list_name_plugin()):
            hooks = manager.get_hookcallers(plugin) if plugin is not None else None
            if not name.isdigit():  # so are those called that have no name
                print(name, sorted(hook.name for hook in hooks or ()))


if sys.argv[1] == "shortened":
    from grader.worker import plugins
    plugins.shorten()
file = ["-p", "no:cacheprovider", sys.argv[2]]
pytest.main(["--fixtures", *file], plugins=[Told()])
sys.exit(pytest.main(["-q", *file]))
"""
TESTS = """
import pytest


@pytest.fixture
def own():
    return 1


@pytest.mark.parametrize("number", [1, 2])
def test_fixtures(tmp_path, monkeypatch, capsys, recwarn, own, number):
    print(number)
    assert capsys.readouterr().out == f"{number}\\n"
"""


def _told(how: str, file: str) -> str:
    command = [sys.executable, "-c", TOLD, how, file]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=alone)
    return re.sub(r" in [\d.]+s", "", ended.stdout)


def test_the_same_hooks_and_fixtures_are_found(tmp_path: Path) -> None:
    file = tmp_path / "test_some.py"
    file.write_text(TESTS)
    shortened = _told("shortened", str(file))
    for found in (
        "tmp_path",
        "pytest_runtest_setup",
        "session ['pytest_",
        "capturemanager ['pytest_",
        "own -- ",
        "2 passed",
    ):
        assert found in shortened
    assert shortened == _told("as they are", str(file))


def test_names_of_no_interest_are_not_told() -> None:
    of_object = "object.__new__(main.Session)"
    count = f"from _pytest import main, python; print(len(dir(python)) + len(dir({of_object})))"
    short = f"from grader.worker import plugins; plugins.shorten(); {count}"
    first, second = (
        int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for code in (count, short)
    )
    assert second < first / 4
