# kind: anticipated
import re

from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound


def add_error_pages(site: Flask, codes: list[str]) -> None:
    """Register the pages for 404 and 405."""
    def page(error: HTTPException, body: Markup) -> Response:
        response = Response(body, mimetype="text/html")
        response.status_code = error.code or 500
        return response

    @site.errorhandler(NotFound)
    def missing(error: NotFound) -> Response:
        typed = re.search(r"[^/]*$", request.path).group()
        wanted = re.match(r"[^-]*", typed).group().upper() + "-"
        similar = [code for code in codes if code.startswith(wanted)]
        link = Markup('<a href="{}">{}</a> ')
        links = [link.format(url_for("course", code=code), code) for code in similar]
        links = links or [link.format(url_for("courses"), "The course list")]
        return page(error, Markup("<p>{} was not found.</p>").format(request.path) + Markup("").join(links))

    @site.errorhandler(MethodNotAllowed)
    def wrong_method(error: MethodNotAllowed) -> Response:
        methods = ", ".join(sorted(error.valid_methods or []))
        response = page(error, Markup("<p>Methods: {}</p>").format(methods))
        response.headers["Allow"] = methods
        return response
