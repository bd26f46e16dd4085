"""Quizzes: the `<details>` of a lesson's Markdown become folds of the page's tree, each question's a group.

In JupyterLab the same text is plain `<details>`. A group is named by its question for those who listen to the
page; each choice says by its class whether it is right, which shows when it is opened. No scripts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

PIECE = re.compile(r"<details>\s*<summary>(?P<summary>.*?)</summary>|(?P<end></details>)", re.DOTALL)
RIGHT = re.compile(r"\W*Yes\b")
"""How the answer to a right choice begins; every other answer in a quiz tells what a wrong one stands for."""

FEWEST = 2
"""Choices of a question; a single fold is a review's question with its answer."""


class fold(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What `<details>` held; `summary` is the HTML of its summary."""


class quiz(nodes.General, nodes.Element):  # noqa: N801
    """A question and its choices; `question` is the id of its first paragraph."""


def setup(app: Sphinx) -> dict[str, object]:
    """Register the two nodes and the pass over each page's tree."""
    app.add_node(fold, html=(_open_fold, _close_fold))
    app.add_node(quiz, html=(_open_quiz, _close_quiz))
    app.connect("doctree-read", build)
    return {
        "env_version": zlib.crc32(Path(__file__).read_bytes()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def build(_app: Sphinx, page: nodes.document) -> None:
    """Replace the tags of folds by nodes, then put each question and its choices together."""
    for line_break in list(page.findall(_is_line_break)):
        line_break.parent.remove(line_break)
    parents = {id(raw.parent): raw.parent for raw in page.findall(_is_tag)}
    for parent in parents.values():
        parent.children = _folded(parent.children)
        for child in parent.children:
            child.parent = parent
    for parent, first, last in _questions(parents.values()):
        members = parent.children[first : last + 1]
        parent.children[first : last + 1] = [quiz("", *members)]
        parent.children[first].parent = parent
    for number, group in enumerate(page.findall(quiz), start=1):
        group["question"] = f"quiz-{number}"
        group.children[0]["ids"].append(group["question"])


def _is_tag(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and PIECE.search(node.astext()) is not None


def _is_line_break(node: nodes.Node) -> bool:
    """The distance between two quizzes, which JupyterLab needs and a style sheet sees to here."""
    return isinstance(node, nodes.raw) and node.astext().strip() == "<br>"


def _folded(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The same nodes, with what stood between the tags inside folds."""
    done: list[nodes.Node] = []
    current: fold | None = None
    for piece in _pieces(children):
        if isinstance(piece, fold):
            current = piece
            done.append(piece)
        elif piece is None:
            current = None
        elif current is not None:
            current += piece
        else:
            done.append(piece)
    return done


def _pieces(children: Iterable[nodes.Node]) -> Iterator[nodes.Node | None]:
    """Each node, a raw one cut at its tags: a fold where one begins, None where it ends."""
    for child in children:
        if not _is_tag(child):
            yield child
            continue
        at, text = 0, child.astext()
        for tag in PIECE.finditer(text):
            yield from _raw(text[at : tag.start()])
            yield fold("", summary=tag["summary"].strip()) if tag["end"] is None else None
            at = tag.end()
        yield from _raw(text[at:])


def _raw(text: str) -> Iterator[nodes.Node]:
    """HTML between tags."""
    if text.strip():
        yield nodes.paragraph("", "", nodes.raw("", text.strip(), format="html"))


def _questions(parents: Iterable[nodes.Element]) -> Iterator[tuple[nodes.Element, int, int]]:
    """Of each question, from the last on: the parent, the question's place, the place of its last choice."""
    for parent in parents:
        runs: list[tuple[int, int]] = []
        for place, child in enumerate(parent.children):
            if not isinstance(child, fold):
                continue
            if runs and runs[-1][1] == place - 1:
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
        for first, last in reversed(runs):
            question = _question_before(parent, first)
            choices = parent.children[first : last + 1]
            if question is not None and len(choices) >= FEWEST and any(map(is_right, choices)):
                yield parent, question, last


def _question_before(parent: nodes.Element, place: int) -> int | None:
    """The nearest paragraph above that begins in bold; code may stand between it and the choices."""
    while place > 0:
        place -= 1
        child = parent.children[place]
        if isinstance(child, fold | nodes.title):
            return None
        words = [part for part in child.children if part.astext().strip()]
        if isinstance(child, nodes.paragraph) and words and isinstance(words[0], nodes.strong):
            return place
    return None


def is_right(choice: nodes.Node) -> bool:
    """Whether the choice's answer says so."""
    return RIGHT.match(choice.astext()) is not None


def _open_fold(translator: SphinxTranslator, node: fold) -> None:
    kind = f"choice {'right' if is_right(node) else 'wrong'}" if isinstance(node.parent, quiz) else "fold"
    translator.body.append(
        f'<details class="{kind}"><summary>{node["summary"]}</summary>\n<div class="answer">'
    )


def _close_fold(translator: SphinxTranslator, _node: fold) -> None:
    translator.body.append("</div></details>\n")


def _open_quiz(translator: SphinxTranslator, node: quiz) -> None:
    translator.body.append(f'<div class="quiz" role="group" aria-labelledby="{node["question"]}">\n')


def _close_quiz(translator: SphinxTranslator, _node: quiz) -> None:
    translator.body.append("</div>\n")
