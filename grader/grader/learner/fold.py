"""In a learner's copy of a lesson what answers a prediction is folded: they open it when they have run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_PREDICT = re.compile(r"^> \*\*Predict\*\*", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(```|~~~)")
# A heading or a callout begins something else.
_BEGINS = re.compile(r"#{1,6} |> \*\*")


def fold(cells: Iterable[dict[str, Any]]) -> None:
    """Fold, in place, the text that directly follows the code after each **Predict** callout.

    A text that begins with a heading or a callout stays open: it is not the answer, or not it alone.
    """
    asked = ran = False
    for cell in cells:
        if cell["cell_type"] == "code":
            ran = asked
        elif cell["cell_type"] == "markdown":
            asks = _PREDICT.search(cell["source"]) is not None
            if ran:
                cell["source"], asked, ran = folded(cell["source"]), False, False
            asked = asked or asks


def folded(text: str) -> str:
    """The text with what stands before its first heading or callout folded; the rest stays outside."""
    lines = text.splitlines()
    place = next(_begins(lines), len(lines))
    answer, rest = "\n".join(lines[:place]).strip(), "\n".join(lines[place:]).strip()
    if not answer:
        return text
    # JupyterLab renders Markdown inside HTML only between blank lines.
    hidden = f"<details><summary>I have run it: compare</summary>\n\n{answer}\n\n</details>"
    return f"{hidden}\n\n{rest}" if rest else hidden


def _begins(lines: Iterable[str]) -> Iterator[int]:
    """The numbers of the lines, outside of code blocks, that begin a heading or a callout."""
    fence = None
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in (None, mark[1]):
            fence = None if fence else mark[1]
        elif fence is None and _BEGINS.match(line):
            yield number
