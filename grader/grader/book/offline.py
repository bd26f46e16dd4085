"""The list of the site's files, by which a browser keeps all of them for reading offline."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

LIST = Path("_static", "files.json")
_UNREAD = ("_sources", "_static/cards")
"""Folders that no page of the site shows."""
_READ = {".css", ".html", ".ico", ".js", ".json", ".png", ".svg", ".webp"}
_SEARCH = {".pagefind", ".pf_fragment", ".pf_index", ".pf_meta"}


def write_list(site: Path) -> None:
    """Write `_static/files.json`: every file that a reader may need, and a digest of them all."""
    digest, names = hashlib.sha256(), []
    for file in sorted(site.rglob("*")):
        place = file.relative_to(site)
        if file.is_file() and place != LIST and _is_wanted(file, place):
            names.append(place.as_posix())
            digest.update(f"{place.as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    said = {"digest": digest.hexdigest()[:16], "files": names}
    (site / LIST).write_text(json.dumps(said), encoding="utf-8")


def _is_wanted(file: Path, place: Path) -> bool:
    """Whether a page shows the file; of a picture in two forms, pages show the smaller one."""
    is_replaced = file.suffix == ".png" and file.with_suffix(".webp").exists()
    is_read = file.suffix in _READ | _SEARCH and not place.as_posix().startswith(_UNREAD)
    return is_read and not is_replaced
