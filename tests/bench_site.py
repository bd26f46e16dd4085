"""`make bench-site`: what the site costs its readers and its authors, on this machine.

Lighthouse's four figures on mobile settings (a slow phone on a slow network, simulated) as medians of several
runs, what a first load transfers, and how long the site takes to build, from nothing and after one edit.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromium
import gate_tools
from site_sample import SAMPLE_PAGE, build, built

from grader.book.server import address, server

PAGES = {
    "start page": "book/index.html",
    "lesson": "book/ch01_foundations/08c_enrolment_rules.html",
    "diagrams": "book/ch02_flask/03_routing.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="make bench-site", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of Lighthouse for each page")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-site-") as home:
        _measure(Path(home), runs)


def _measure(home: Path, runs: int) -> None:
    began = time.perf_counter()
    site = built(home)
    print(f"Built from nothing: {time.perf_counter() - began:.1f} s, {len(site.pages())} pages.")
    print(f"Built after one edit: {_after_one_edit(home / 'course'):.1f} s.")
    print(f"\nMedians of {runs} runs, mobile settings:\n")
    print(f"{'page':12}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}", end="")
    print(f"{'FCP s':>8}{'LCP s':>7}{'TBT ms':>8}{'CLS':>7}{'KB':>7}")
    with _served(site.folder) as base:
        for name, page in PAGES.items():
            print(f"{name:12}{_row(gate_tools.lighthouse(chromium.find(), CATEGORIES, [base + page], runs))}")


def _after_one_edit(root: Path) -> float:
    lesson = (root / SAMPLE_PAGE).with_suffix(".ipynb")
    lesson.write_text(
        lesson.read_text(encoding="utf-8").replace("It printed", "It had printed"), encoding="utf-8"
    )
    began = time.perf_counter()
    assert build(root).code == 0
    return time.perf_counter() - began


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    running = server(folder, 0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield address(running)
    running.shutdown()
    running.server_close()


def _row(verdicts: list[gate_tools.Verdict]) -> str:
    score = [statistics.median(one.scores[name] for one in verdicts) for name in CATEGORIES]
    figure = {name: statistics.median(one.figures[name] for one in verdicts) for name in verdicts[0].figures}
    return (
        "".join(f"{value:6.0f}" for value in score)
        + f"{figure['fcp'] / 1000:8.2f}{figure['lcp'] / 1000:7.2f}{figure['tbt']:8.0f}{figure['cls']:7.3f}"
        + f"{figure['bytes'] / 1000:7.0f}"
    )


if __name__ == "__main__":
    main()
