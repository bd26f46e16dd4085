"""The site's frame around pages that come without one: the first pages of a chapter have no templates yet."""

from __future__ import annotations

from flask import Flask, Response, render_template, request
from markupsafe import Markup


def frame_fragments(app: Flask) -> None:
    """Show a browser every bare HTML fragment inside the site's own page, with its header and its look.

    Whoever does not ask for `text/html` by name (tests, programs) gets the fragment as the view made it.
    """

    @app.after_request
    def put_into_frame(response: Response) -> Response:
        if not _is_fragment(response):
            return response
        response.vary.add("Accept")
        if "text/html" in request.headers.get("Accept", ""):
            # The view's own markup, as it was about to be sent; escaping it now would show tags as text.
            fragment = Markup(response.get_data(as_text=True))  # noqa: S704
            response.set_data(render_template("site/frame.html", fragment=fragment))
        return response


def _is_fragment(response: Response) -> bool:
    if response.mimetype != "text/html" or response.direct_passthrough or response.is_streamed:
        return False
    start = response.get_data(as_text=True).lstrip().lower()
    return not start.startswith("<!doctype") and "<html" not in start
