"""Pictures: drawings become part of the page, photographs and plots become small files of known size.

A drawing (SVG) is written into the page, so that its letters are the page's and its colours follow the page's
scheme, which a reader may switch. Any other picture is written as WebP; its size stands in the page, so that
nothing moves when it arrives, and it is fetched when the reader comes near it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

COLOURS = 128
"""In a picture; plots and screenshots have few, and their letters stay sharp."""

_UNSEEN = re.compile(r"<title\b.*?</title>|<desc\b.*?</desc>|<\?xml.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<svg\b[^>]*>")
_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}")
_NAME = re.compile(r'(?<=\bid=")[^"]+(?=")|(?<=url\(#)[^)]+(?=\))|(?<=href="#)[^"]+(?=")')


def setup(app: Sphinx) -> dict[str, Any]:
    """Let this module write pictures."""
    app.add_node(nodes.image, override=True, html=(visit_picture, depart_picture))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def visit_picture(translator: SphinxTranslator, node: nodes.image) -> None:
    """Write one picture."""
    uri = str(node["uri"])
    alt = translator.attval(str(node.get("alt", "")))
    file = Path(translator.builder.srcdir, uri.lstrip("/"))
    if file.suffix == ".svg":
        translator.body.append(drawing(file.read_text(encoding="utf-8"), file.stem, alt))
        return
    plot = "jupyter_execute" in file.parts
    name = Path(translator.builder.images[uri]).with_suffix(".webp").name
    width, height = webp(file, Path(translator.builder.outdir, "_images", name))
    # The first picture of a page may be what its reader sees first.
    first = not plot and not any(part.startswith("<img") for part in translator.body)
    how = ("" if first else ' loading="lazy"') + (' class="plot"' if plot else "")
    source = f"{translator.builder.imgpath}/{name}"
    translator.body.append(f'<img src="{source}" alt="{alt}" width="{width}" height="{height}"{how}>')


def depart_picture(_translator: SphinxTranslator, _node: nodes.image) -> None:
    """Write nothing: the picture is complete."""


def webp(source: Path, target: Path) -> tuple[int, int]:
    """Write `source` as WebP unless `target` is newer; returns width and height in dots."""
    with Image.open(source) as picture:
        if not target.is_file() or target.stat().st_mtime < source.stat().st_mtime:
            target.parent.mkdir(parents=True, exist_ok=True)
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
            few.save(target, "WEBP", lossless=True, quality=75, method=3)
        return picture.size


def drawing(svg: str, name: str, alt: str) -> str:
    """The drawing as a part of a page, with ids of its own; `alt`, escaped, is what a screen reader says.

    Raises ValueError for a file that is no drawing with a viewBox that begins at `0 0`.
    """
    svg = _UNSEEN.sub("", svg).strip()
    root, box = _ROOT.search(svg), _BOX.search(svg)
    if root is None or box is None:
        raise ValueError(f'The drawing {name} needs <svg viewBox="0 0 WIDTH HEIGHT">.')
    own = f"drawing-{name.replace('_', '-')}"
    inner = _NAME.sub(lambda used: f"{own}-{used[0]}", svg[root.end() :])
    inner = _STYLE.sub(lambda style: f"<style>{_scoped(style[1], f'#{own}')}</style>", inner)
    return (
        f'<span class="drawing"><svg id="{own}" role="img" aria-label="{alt}" {box[0]} '
        f'width="{box[1]}" height="{box[2]}">{inner}</span>'
    )


def _scoped(css: str, scope: str) -> str:
    """Rules that hold inside `scope` alone; those for the dark follow the reader's switch as well."""
    dark = " ".join(_DARK.findall(css))
    return (
        f"{scope} {{{_DARK.sub('', css)}}}"
        f"@media (prefers-color-scheme: dark) {{html:not([data-theme=light]) {scope} {{{dark}}}}}"
        f"html[data-theme=dark] {scope} {{{dark}}}"
    )
