"""What the site's extensions do to markup, drawings and code, each on its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

sys.path.append(str(Path(__file__).parent.parent / "book" / "_ext"))

import course_site
from course_markup import lean
from course_pictures import drawing, webp
from course_sources import first_line, page_name

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200" role="img" aria-labelledby="t">
  <title id="t">Old words</title>
  <style>
    text { fill: #111; }
    @media (prefers-color-scheme: dark) {
      text { fill: #eee; }
    }
  </style>
  <marker id="tip"/><path marker-end="url(#tip)"/><use href="#tip"/>
</svg>
"""


def test_words_that_no_style_colours_lose_their_marks() -> None:
    assert lean('<pre><span></span><span class="n">seats</span> <span class="k">in</span></pre>') == (
        '<pre>seats <span class="k">in</span></pre>'
    )


def test_empty_tags_and_switches_are_written_as_html() -> None:
    assert lean('<br /><hr class="x"/><script defer="defer" src="a.js"></script>') == (
        '<br><hr class="x"><script defer src="a.js"></script>'
    )


def test_code_that_speaks_of_markup_stays() -> None:
    shown = "<pre>&lt;span class=&quot;n&quot;&gt;x&lt;/span&gt; &lt;br /&gt;</pre>"
    assert lean(shown) == shown


def test_a_drawing_keeps_its_names_and_styles_to_itself() -> None:
    made = drawing(SVG, "ch02_tree", "A tree")
    assert 'role="img" aria-label="A tree" viewBox="0 0 600 200" width="600" height="200"' in made
    assert "Old words" not in made
    assert made.count("drawing-ch02-tree-tip") == 3
    assert "#drawing-ch02-tree {" in made


def test_a_drawing_follows_the_readers_switch_in_the_dark() -> None:
    made = drawing(SVG, "ch02_tree", "A tree")
    assert made.count("fill: #eee") == 2
    assert "html[data-theme=dark] #drawing-ch02-tree {text { fill: #eee; }}" in made.replace("\n      ", "")
    assert "@media (prefers-color-scheme: dark) {html:not([data-theme=light])" in made


def test_a_drawing_without_a_size_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="ch02_tree"):
        drawing("<svg><path/></svg>", "ch02_tree", "A tree")


def test_a_picture_is_written_once_and_again_when_it_changed(tmp_path: Path) -> None:
    source, target = tmp_path / "a.png", tmp_path / "images" / "a.webp"
    Image.new("RGB", (30, 20), "white").save(source)
    assert webp(source, target) == (30, 20)
    first = target.read_bytes()
    target.write_bytes(b"kept")
    assert webp(source, target) == (30, 20)
    assert target.read_bytes() == b"kept"
    later = target.stat().st_mtime + 1
    os.utime(source, (later, later))
    webp(source, target)
    assert target.read_bytes() == first


def test_the_line_of_shown_code_is_found_whatever_its_indentation(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n")
    assert first_line(file, "def g(self):\n    return 2") == 5
    assert first_line(file, "def h(self):\n    return 3") == 1


def test_a_files_page_is_named_for_it() -> None:
    assert page_name("reference_app/university/domain/terms.py") == "source/university/domain/terms"


def test_a_changed_style_is_taken_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, built = tmp_path / "theme", tmp_path / "html" / "_static" / "course.css"
    for folder in (theme / "css", theme / "static", built.parent):
        folder.mkdir(parents=True)
    style = theme / "css" / "code.css"
    style.write_text("pre {}")
    monkeypatch.setattr(course_site, "THEME", theme)
    app, env = SimpleNamespace(outdir=tmp_path / "html"), SimpleNamespace(found_docs={"b", "a"})

    def outdated() -> list[str]:
        return course_site.restyled(app, env, set(), set(), set())

    assert outdated() == [], "nothing is built yet"
    built.write_text("pre {}")
    os.utime(style, (1, 1))
    assert outdated() == []
    os.utime(built, (0, 0))
    assert outdated() == ["a", "b"]
