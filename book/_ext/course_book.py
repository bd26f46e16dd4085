"""How the site shows lessons: the same Markdown that JupyterLab renders, restyled.

A blockquote that begins with bold words becomes a box named for them, and so does the paragraph on the
exercises. The opening box's facts become a list.
The outputs of the cells after a **Predict** box are folded, so that a reader answers first. No scripts.
A link to an exercise, which only JupyterLab can open, becomes its text.
Only this file, `_config.yml` and `_toc.yml` know the engine that builds the book.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

AIMS, PREDICT = "aims", "predict"
KINDS = {
    "you will be able to": AIMS,
    "predict": PREDICT,
    "then and now": "then",
    "when not to": "limits",
    "pitfall": "pitfall",
    "in the university app": "app",
    "recap": "recap",
    "review": "review",
}
"""The bold words that open a box, in lower case, and the box's class on the site."""

EXERCISES = "exercises"
"""The bold word that opens a lesson's paragraph on them, and the class of its box."""

EXERCISE = re.compile(r"(?:^|/)exercises/ch\d\d/")
"""In the target of a link to an exercise notebook."""

MAGIC = re.compile(r"%%(bash|writefile)\b.*?(?:\.(\w+))?$")
"""The first line of a cell that holds no Python: a shell script, or a file with its ending."""
LANGUAGES = {"sh": "bash", "toml": "toml", "html": "html+jinja", "sql": "sql", "json": "json", "css": "css"}
"""Pygments' names for endings; a file with another one is shown as plain text, one of Python as Python."""

FOLD_SUMMARY = "I have my answer: show the output"


class callout(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A box; `kind` is its class."""


class folded(nodes.General, nodes.Element):  # noqa: N801
    """Content behind a summary that a reader opens."""


def setup(app: Sphinx) -> dict[str, object]:
    """Register the two nodes and the pass over each page's tree."""
    app.add_node(callout, html=(_open_callout, _close_callout))
    app.add_node(folded, html=(_open_folded, _close_folded))
    # Before Sphinx collects what a page offers for download.
    app.connect("doctree-read", unlink_exercises, priority=400)
    app.connect("doctree-read", restyle)
    app.connect("doctree-read", name_languages)
    app.connect("doctree-read", let_tables_scroll)
    app.add_config_value("comments_config", {}, "")  # jupyter-book sets it for an extension that we leave out
    app.setup_extension("course_pictures")
    app.setup_extension("course_site")
    app.setup_extension("course_sources")
    app.setup_extension("course_start")
    app.setup_extension("course_reading")
    return {
        "version": "1",
        "env_version": zlib.crc32(Path(__file__).read_bytes()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def name_languages(_app: Sphinx, page: nodes.document) -> None:
    """Say in which language a cell is written that begins with a magic: the notebook says Python of all."""
    for block in page.findall(nodes.literal_block):
        found = MAGIC.match(block.astext().partition("\n")[0])
        if found is not None and found[2] != "py":
            block["force"] = True  # the magic itself is of no language
            block["language"] = "bash" if found[1] == "bash" else LANGUAGES.get(found[2] or "", "text")


def let_tables_scroll(_app: Sphinx, page: nodes.document) -> None:
    """Put each table into a box that scrolls when the screen is narrower."""
    for table in list(page.findall(nodes.table)):
        box = nodes.container(classes=["wide"])
        table.replace_self(box)
        box += table


def restyle(_app: Sphinx, page: nodes.document) -> None:
    """Turn the blockquotes of a page into boxes, then fold what a prediction must not see."""
    for quote in list(page.findall(nodes.block_quote)):
        kind = KINDS.get(_opening_words(quote.children[0])) if quote.children else None
        if kind is not None:
            box = callout("", *quote.children, kind=kind)
            quote.replace_self(box)
            if kind == AIMS:
                _list_facts(box)
    for paragraph in [found for found in page.findall(nodes.paragraph) if _opening_words(found) == EXERCISES]:
        box = callout("", kind=EXERCISES)
        paragraph.replace_self(box)
        box += paragraph
    for box in list(page.findall(callout)):
        if box["kind"] == PREDICT:
            for output in list(_outputs_after(box)):
                wrapper = folded("")
                output.replace_self(wrapper)
                wrapper += output


def unlink_exercises(_app: Sphinx, page: nodes.document) -> None:
    """Leave the text of a link to an exercise: the site has no page for it, the learner's `work/` has."""
    for kind in (addnodes.pending_xref, addnodes.download_reference):
        for link in list(page.findall(kind)):
            if EXERCISE.search(str(link.get("reftarget", ""))):
                link.replace_self(nodes.literal("", link.astext()))


def _opening_words(paragraph: nodes.Node) -> str:
    if not isinstance(paragraph, nodes.paragraph):
        return ""
    spoken = [child for child in paragraph.children if child.astext().strip()]
    if not spoken or not isinstance(spoken[0], nodes.strong):
        return ""
    return str(spoken[0].astext()).strip().rstrip(".:?!").lower()


def _list_facts(box: callout) -> None:
    """Make the paragraph `**Label** value · **Label** value` a list of one fact an item."""
    paragraph = box.children[-1]
    if not isinstance(paragraph, nodes.paragraph) or len(box.children) < 2:
        return
    items: list[nodes.paragraph] = []
    for child in list(paragraph.children):
        if isinstance(child, nodes.strong):
            items.append(nodes.paragraph())
        if items:
            items[-1] += child
    for item in items:
        last = item.children[-1]
        if isinstance(last, nodes.Text):
            item.replace(last, nodes.Text(last.astext().rstrip().removesuffix("·").rstrip()))
    facts = nodes.bullet_list("", *(nodes.list_item("", item) for item in items), classes=["facts"])
    box.replace(paragraph, facts)


def _outputs_after(box: callout) -> Iterator[nodes.Element]:
    """The outputs of the first run of code cells after the box, up to the text that explains them."""
    siblings = box.parent.children
    in_run = False
    for node in siblings[siblings.index(box) + 1 :]:
        if isinstance(node, nodes.Element) and node.get("nb_element") == "cell_code":
            in_run = True
            yield from (part for part in node.children if part.get("nb_element") == "cell_code_output")
        elif in_run or isinstance(node, callout | nodes.section):
            return


def _open_callout(translator: SphinxTranslator, node: callout) -> None:
    translator.body.append(f'<div class="callout callout-{node["kind"]}" role="note">')


def _close_callout(translator: SphinxTranslator, _node: callout) -> None:
    translator.body.append("</div>\n")


def _open_folded(translator: SphinxTranslator, _node: folded) -> None:
    translator.body.append(f'<details class="folded-output"><summary>{FOLD_SUMMARY}</summary>')


def _close_folded(translator: SphinxTranslator, _node: folded) -> None:
    translator.body.append("</details>\n")
