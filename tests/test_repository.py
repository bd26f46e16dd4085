"""What the repository promises of itself: locks, derived files, named commands, the learner's image."""

from __future__ import annotations

import re
import subprocess
import tomllib

import click
import pytest
import yaml

from grader import paths
from grader.__main__ import course as course_command
from grader.authoring import derived

ROOT = paths.find().root
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.fail("These tests read git's list of files: run them in a clone.")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", ["course", "dev", "university", "peers"])
def test_lock_pins_every_package_with_hashes_and_names_no_host(name):
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    requirements = re.findall(r"^([a-z0-9][^\s#]*)(.*(?:\n    .*)*)", lock, re.MULTILINE)
    assert len(requirements) > (100 if name in ("course", "dev") else 20)
    for requirement, rest in requirements:
        assert "==" in requirement, requirement
        assert "--hash=sha256:" in rest, requirement


def test_the_apps_image_installs_what_the_app_says_it_needs():
    """Every dependency and every extra of the package, at the versions that the course is tested with."""
    project = tomllib.loads((ROOT / "reference_app" / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    needed = {
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    }
    names = {one.partition(";")[0].strip() for one in needed}
    listed = (ROOT / "requirements" / "university.in").read_text(encoding="utf-8").splitlines()
    assert names <= set(listed)
    pins = [
        (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        for name in ("university", "course")
    ]
    alone, course = (dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE)) for lock in pins)
    assert alone.items() <= course.items()


def test_no_large_file_is_tracked():
    large = [name for name in tracked() if (ROOT / name).stat().st_size > 3_000_000]
    assert large == []


def test_no_path_of_a_home_folder_is_tracked():
    home = re.compile(r"(?<![\w.])/(?:root|home/(?!s/|jovyan|learner)\w+|Users/\w+)/")
    found = []
    for name in tracked():
        if name.endswith((".png", ".ico")):
            continue
        text = (ROOT / name).read_text(encoding="utf-8")
        found += [f"{name}: {match[0]}" for match in home.finditer(text)]
    assert found == []


def test_contributing_lists_every_derived_file():
    table = set(re.findall(r"^\| `(\w+)` \|", CONTRIBUTING, re.MULTILINE))
    assert table == set(derived.names())


def test_readme_names_only_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"`?\bmake ([a-z-]+)", README + CONTRIBUTING))
    assert named
    assert named <= targets


def test_readme_names_only_course_commands_that_exist():
    known = set(course_command.list_commands(click.Context(course_command)))
    named = set(re.findall(r"`course ([a-z-]+)|^course ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE))
    commands = {first or second for first, second in named}
    assert commands
    assert commands <= known


def test_every_course_command_has_help():
    context = click.Context(course_command)
    for name in course_command.list_commands(context):
        command = course_command.get_command(context, name)
        assert command is not None, name
        assert command.help, f"`course {name}` has no help text"


def test_learner_image_copies_neither_solutions_nor_bank():
    stage = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("AS learner")[1].split("\nFROM ")[0]
    copied = re.findall(r"^COPY (?:--\S+ )*(.+)$", stage, re.MULTILINE)
    sources = {source.rstrip("/") for line in copied for source in line.split()[:-1]}
    assert "exercises" in sources
    for private in ("solutions", "grader", "grader/bank", "grader/tests", "tests", "."):
        assert private not in sources


@pytest.mark.parametrize("name", ["tests.yml", "site.yml"])
def test_workflow_is_least_privileged_and_bounded(name):
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30


def test_readme_links_to_files_that_exist():
    for target in re.findall(r"\]\(([^)#:]+)\)", README + CONTRIBUTING):
        assert (ROOT / target).exists(), target


def test_the_domain_reads_in_an_evening():
    files = sorted((ROOT / "reference_app" / "university" / "domain").rglob("*.py"))
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
    assert 0 < lines <= 1_200
