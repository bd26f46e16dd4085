"""What a page of the book introduces, shows and uses: entries of the index, each with a section's anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator

import course_terms
from docutils import nodes
from sphinx.environment import BuildEnvironment

SHOWN = re.compile(r"""\bshow\(\s*["'](?P<name>university[\w.]*(?::[\w.]+)?)["']""")
SHELL_CELL = re.compile(r"%%bash\b.*\n")
COMMAND = re.compile(
    r"(?:^|[|;(]|&&|\|\|)\s*(?:[A-Z_]+=\S+\s+)*(?P<name>[a-z][\w-]*)(?:\s+(?P<next>[a-z][\w-]*))?", re.M
)

# fmt: off
PROGRAMS = frozenset({
    "cat", "chmod", "cp", "curl", "cut", "find", "grep", "gunicorn", "head", "kill", "less", "ls",
    "make", "mkdir", "mv", "mypy", "nginx", "ps", "pytest", "rm", "ruff", "sed", "sort", "ssh", "tail",
    "touch", "uniq", "uvicorn", "wc", "which", "xargs",
})
# fmt: on
"""Programs that lessons teach."""
WITH_SUBCOMMANDS = frozenset({"alembic", "course", "docker", "flask", "git", "pip", "university", "uv"})
"""Programs whose first word tells what they do."""

Finds = Iterator[tuple[str, str]]
"""Entries, each with the anchor of a section."""


def introduced(env: BuildEnvironment, page: nodes.document) -> Finds:
    """Terms in bold or italic words."""
    anchors = course_terms.plain(env)
    for words in (*page.findall(nodes.strong), *page.findall(nodes.emphasis)):
        term = course_terms.term_of(words.astext(), anchors)
        if term:
            yield term, section(words)


def used(env: BuildEnvironment, page: nodes.document) -> Finds:
    """Terms anywhere, also in code; those with an everyday sense left out."""
    anchors = course_terms.plain(env)
    for text in page.findall(nodes.Text):
        for found in course_terms.pattern(tuple(anchors)).finditer(text.astext()):
            term = course_terms.term_of(found[0], anchors)
            if term.lower() not in course_terms.EVERYDAY:
                yield term, section(text)


def shown(_env: BuildEnvironment, page: nodes.document) -> Finds:
    """Parts of the app whose code a cell shows."""
    for block in page.findall(nodes.literal_block):
        for found in SHOWN.finditer(block.astext()):
            yield found["name"], section(block)


def run(_env: BuildEnvironment, page: nodes.document) -> Finds:
    """Commands in shell cells and after prompts."""
    for block in page.findall(nodes.literal_block):
        text = block.astext()
        if not SHELL_CELL.match(text):
            text = "\n".join(line[2:] for line in text.split("\n") if line.startswith("$ "))
        for command in _commands_in(text):
            yield command, section(block)


def named(_env: BuildEnvironment, page: nodes.document) -> Finds:
    """Commands with a subcommand that the text names."""
    for words in page.findall(nodes.literal):
        for command in _commands_in(words.astext()):
            if " " in command:
                yield command, section(words)


def _commands_in(text: str) -> Iterator[str]:
    for found in COMMAND.finditer(text):
        if found["name"] in WITH_SUBCOMMANDS and found["next"]:
            yield f"{found['name']} {found['next']}"
        elif found["name"] in PROGRAMS:
            yield found["name"]


def section(node: nodes.Node) -> str:
    """The anchor of the section that holds the node."""
    while not isinstance(node, nodes.section):
        node = node.parent
    return str(node["ids"][0])


def files(page: nodes.document) -> Iterator[tuple[str, str]]:
    """Parts of the app that a cell shows, each with the site's address of its place in its file."""
    for cell in page.findall(nodes.container):
        if cell.get("nb_element") == "cell_code":
            names = SHOWN.findall(cell.astext())
            links = {link.get("refuri", "").replace("../", "") for link in cell.findall(nodes.reference)}
            links = {link for link in links if link.startswith("source/")}
            if len(names) == len(links) == 1:  # of several, nothing says which link is whose
                yield names[0], links.pop()
