"""The acceptance suite tries whatever `client` a plugin supplies, and notices what is wrong with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SUITE = Path(__file__).parent / "acceptance"

PLUGIN = """
import pytest
from flask import Blueprint, Flask
from university.bootstrap import build
from university.settings import Settings

def create_blueprint(catalogue):
    pages = Blueprint("mine", __name__)

    @pages.get("/departments/")
    def index():
        all_of_them = [item.department for item in catalogue.departments()]
        return "".join(f'<a href="/departments/{d.code}">{d.name}</a> {d.code} ' for d in all_of_them)

    return pages

@pytest.fixture
def client():
    app = build(Settings(database_url="memory:"), {"site.departments": create_blueprint}).get(Flask)
    return app.test_client()
"""


def test_a_plugins_client_is_used_and_its_faults_are_found(tmp_path):
    (tmp_path / "learner_plugin.py").write_text(PLUGIN, encoding="utf-8")
    file = SUITE / "test_department_pages.py"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "learner_plugin",
        "-p",
        "no:cacheprovider",
        str(file),
    ]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    for found in (
        "GET /departments/ART answered 404; expected 200.",
        "GET /departments/art answered 404; expected 301 or 308.",
        "make links with url_for",
    ):
        assert found in done.stdout
    assert "FAILED" in done.stdout
    assert "test_the_list_names_every_department" not in done.stdout.partition("short test summary")[2]
