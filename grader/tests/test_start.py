"""`course start`: a busy port, bad options, what JupyterLab is told."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader import paths
from grader.commands.start import command
from grader.errors import CourseError
from grader.jupyter import lab, proxied


@pytest.fixture
def busy():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_busy_port_is_named_with_another_way(busy):
    with pytest.raises(CourseError, match=f"Port {busy} is taken by another program") as raised:
        lab.free_port(paths.find(), busy, "127.0.0.1")
    assert "--port 8899" in raised.value.remedy


def test_the_own_lab_on_a_busy_port_is_named_with_its_address(busy, monkeypatch):
    course = paths.find()
    running = {"port": busy, "root_dir": str(course.work), "url": "http://127.0.0.1:1/", "token": "abc"}
    monkeypatch.setattr("jupyter_server.serverapp.list_running_servers", lambda: iter([running]))
    with pytest.raises(CourseError) as raised:
        lab.free_port(course, busy, "127.0.0.1")
    assert raised.value.remedy == "It is open already: http://127.0.0.1:1/lab?token=abc"


def test_without_a_wish_the_first_free_port_is_taken(monkeypatch):
    monkeypatch.setattr(lab, "_is_free", lambda port, host: port >= 8890)
    assert lab.free_port(paths.find(), None, "127.0.0.1") == 8890


def test_an_unknown_option_is_refused():
    told = CliRunner().invoke(command, ["--prot", "8842"])
    assert told.exit_code == 2
    assert "--prot" in told.output


def test_root_is_refused_unless_asked_for(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    told = CliRunner().invoke(command, ["--no-browser"])
    assert isinstance(told.exception, CourseError)
    assert "--allow-root" in told.exception.remedy


@pytest.mark.parametrize("instructor", [True, False])
def test_nbgraders_menus_are_for_instructors_only(instructor):
    environment = lab._environment(paths.find(), lab.Options(8888, instructor=instructor))
    folders = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (str(lab.CONFIG / "learner") in folders) is not instructor
    assert str(lab.CONFIG / "everybody") in folders


def test_the_printed_address_opens_the_start_page(monkeypatch, capsys):
    monkeypatch.setattr(os, "execve", lambda *_: None)
    lab.run(paths.find(), lab.Options(8888))
    assert "http://127.0.0.1:8888/lab/tree/start.ipynb?token=" in capsys.readouterr().out


def test_the_token_is_secret_and_not_on_the_command_line(monkeypatch):
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    options = lab.Options(8888)
    token = lab._environment(paths.find(), options)["JUPYTER_TOKEN"]
    assert len(token) >= 32
    assert token != lab._environment(paths.find(), options)["JUPYTER_TOKEN"]
    assert token not in " ".join(lab._command(paths.find(), options))


def test_every_config_file_is_valid_json():
    files = list(lab.CONFIG.rglob("*.json"))
    assert len(files) == 4
    for file in files:
        assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", [proxied.university_app, proxied.book_site])
def test_a_launcher_entry_has_its_icon_and_takes_jupyters_port(entry):
    described = entry()
    assert "{port}" in described["command"]
    icon = Path(described["launcher_entry"]["icon_path"])
    assert "<svg" in icon.read_text(encoding="utf-8")
