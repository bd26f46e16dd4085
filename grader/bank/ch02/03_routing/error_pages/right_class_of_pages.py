# kind: anticipated
class ErrorPages:
    """The two pages, as methods."""

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes

    def register(self, site: Flask) -> None:
        site.register_error_handler(404, self.missing)
        site.register_error_handler(405, self.wrong_method)

    def links(self, department: str) -> list[str]:
        found = [url_for("course", code=c) for c in self.codes if c[: c.index("-")] == department]
        return found if found else [url_for("courses")]

    def missing(self, error):
        *_, last = request.path.split("/")
        department, *_ = last.split("-")
        anchors = (f'<a href="{link}">{link}</a>' for link in self.links(department.upper()))
        return "<br>".join([f"Nothing at {escape(request.path)}", *anchors]), 404

    def wrong_method(self, error):
        # the exception writes the header itself, from this list
        error.valid_methods = sorted(error.valid_methods)
        response = error.get_response()
        response.set_data(f"<p>Only {', '.join(error.valid_methods)}</p>")
        return response


def add_error_pages(site: Flask, codes: list[str]) -> None:
    """Register the pages for 404 and 405."""
    ErrorPages(codes).register(site)
