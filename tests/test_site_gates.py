"""The built site before its judges: html-validate on every page, axe on each kind, Lighthouse on three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import chromium
import gate_tools
import pytest
from playwright.sync_api import Page
from site_sample import SAMPLE_PAGE, Built

pytestmark = [pytest.mark.site, pytest.mark.browser]

Visit = Callable[..., Page]

START = "book/index.html"
LESSON = "book/ch01_foundations/08c_enrolment_rules.html"
DIAGRAMS = "book/ch02_flask/03_routing.html"
KINDS = (
    START,
    LESSON,
    DIAGRAMS,
    "book/path.html",
    "book/glossary.html",
    "book/subject_index.html",
    "book/then_and_now.html",
    SAMPLE_PAGE,
    "source/university/domain/enrolment.html",
    "search.html",
    "404.html",
)
"""A page of each kind."""

JUDGED = ("accessibility", "best-practices", "seo")
BY_DAY = {"color_scheme": "light"}
AT_NIGHT = {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}
"""The dark, and a phone: what the other look does not show."""

FINDINGS = """async () => {
  for (const fold of document.querySelectorAll('article details')) fold.open = true;
  const { violations } = await axe.run(document);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""


def test_html_validate_finds_nothing_on_any_page(site: Built) -> None:
    assert gate_tools.findings_of_html_validate(site.folder) == []


@pytest.mark.parametrize(
    ("kind", "look"),
    [*((kind, BY_DAY) for kind in KINDS), *((kind, AT_NIGHT) for kind in (START, DIAGRAMS, SAMPLE_PAGE))],
)
def test_axe_finds_nothing(visit: Visit, kind: str, look: dict[str, Any]) -> None:
    gate_tools.node()
    page = visit(kind, reduced_motion="reduce", **look)
    page.add_script_tag(path=gate_tools.AXE)
    assert page.evaluate(FINDINGS) == []


def test_lighthouse_gives_full_marks(base: str) -> None:
    addresses = [base + page for page in (START, LESSON, DIAGRAMS)]
    verdicts = gate_tools.lighthouse(chromium.find(), JUDGED, addresses)
    assert {verdict.address: verdict.faults for verdict in verdicts if verdict.faults} == {}
    assert [verdict.scores for verdict in verdicts] == [dict.fromkeys(JUDGED, 100)] * 3
