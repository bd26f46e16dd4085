# kind: anticipated
from university.domain.errors import NotFound


class DepartmentPages:
    """The two pages, as methods."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def blueprint(self) -> Blueprint:
        pages = Blueprint("departments", __name__)
        pages.add_url_rule("/departments/", "list", self.list)
        pages.add_url_rule("/departments/<string:code>", "detail", self.detail)
        return pages

    @staticmethod
    def link(address: str, text: str) -> str:
        return f"<p><a href='{escape(address)}'>{escape(text)}</a></p>"

    def list(self) -> str:
        found = [summary.department for summary in self.catalogue.departments()]
        return "\n".join(self.link(url_for(".detail", code=d.code), f"{d.name} {d.code}") for d in found)

    def detail(self, code: str):
        try:
            page = self.catalogue.department(code.upper())
        except NotFound:
            abort(404)
        if code != page.department.code:
            return redirect(url_for(".detail", code=page.department.code), 308)
        courses = [self.link(url_for("catalogue.course", code=c.code), c.title) for c in page.courses]
        return f"<h1>{escape(page.department.name)}</h1>" + "\n".join(courses)


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    return DepartmentPages(catalogue).blueprint()
