"""The documents of an application: uploaded while it is a draft, read by reviewers."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import BinaryIO, cast

from flask import Blueprint, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from university.application.application_files import ApplicationFiles
from university.application.ports.file_store import LARGEST_FILE, MOST_FILES, FileRefused
from university.domain.errors import InvalidValue
from university.entrypoints.site.security import LARGEST_BODY, takes_up_to
from university.entrypoints.site.who import signed_in


def create_blueprint(files: ApplicationFiles) -> Blueprint:
    """What is below /applications/<id>/files/, and for the application's page `files_of(id)`."""
    pages = Blueprint("application_files", __name__, url_prefix="/applications/<id>/files")

    @pages.app_context_processor
    def helpers() -> dict[str, object]:
        return {
            "files_of": lambda id: files.list(signed_in(), id),
            "largest_file": LARGEST_FILE // 1024**2,
            "most_files": MOST_FILES,
        }

    @pages.post("/")
    @takes_up_to(LARGEST_FILE + LARGEST_BODY)
    def upload(id: str) -> Response:
        chosen = request.files.get("file")
        if chosen is None or not chosen.filename:
            raise FileRefused("No file was chosen.", remedy="Go back and choose one.")
        # Old browsers send a whole path. The name is only ever shown; the store makes its own.
        name = PureWindowsPath(chosen.filename).name
        kept = files.put(signed_in(), id, name, chosen.mimetype, cast(BinaryIO, chosen.stream))
        flash(f"{kept.name} is uploaded.", "success")
        return redirect(url_for("applications.one", id=id), 303)

    @pages.get("/<file>")
    def download(id: str, file: str) -> Response:
        user = signed_in()
        known = next((one for one in files.list(user, id) if one.id == file), None)
        if known is None:
            raise InvalidValue("That is none of the application's files.", remedy="Choose one of its list.")
        content = files.open(user, id, file)
        response = send_file(content, known.media_type, as_attachment=True, download_name=known.name)
        # Whatever it is, it never runs as a page of this site.
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    @pages.post("/<file>/delete")
    def delete(id: str, file: str) -> Response:
        files.delete(signed_in(), id, file)
        flash("The file is removed.", "success")
        return redirect(url_for("applications.one", id=id), 303)

    return pages
