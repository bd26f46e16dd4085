# kind: anticipated
from markupsafe import Markup


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    pages = Blueprint("our_departments", __name__, url_prefix="/departments")
    item = Markup('<li><a href="{}">{}</a> ({})</li>')

    @pages.get("/<code>")
    def one(code: str) -> Response | str:
        if (upper := code.upper()) != code:
            return redirect(url_for(".one", code=upper), code=308)
        page = catalogue.department(code)
        rows = (item.format(url_for("catalogue.course", code=c.code), c.title, c.credits) for c in page.courses)
        return Markup("<h1>{}</h1><p>{}</p><ul>{}</ul>").format(
            page.department.name, page.department.about, Markup("").join(rows)
        )

    @pages.get("/")
    def every() -> str:
        return Markup("<ul>{}</ul>").format(
            Markup("").join(
                item.format(url_for(".one", code=d.department.code), d.department.name, d.department.code)
                for d in catalogue.departments()
            )
        )

    return pages
