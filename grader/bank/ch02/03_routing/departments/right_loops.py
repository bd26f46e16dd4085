# kind: anticipated
def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    pages = Blueprint("departments", __name__)

    @pages.get("/departments/")
    def index():
        items = "".join(
            f'<li><a href="{url_for(".show", code=item.department.code)}">{escape(item.department.name)}</a>'
            f" {escape(item.department.code)}</li>"
            for item in catalogue.departments()
        )
        return f"<h1>Departments</h1><ul>{items}</ul>"

    @pages.get("/departments/<code>")
    def show(code):
        if code != code.upper():
            return redirect(url_for(".show", code=code.upper()), 308)
        found = catalogue.department(code)
        items = "".join(
            f'<li><a href="{url_for("catalogue.course", code=course.code)}">{escape(course.title)}</a></li>'
            for course in found.courses
        )
        return f"<h1>{escape(found.department.name)}</h1><ul>{items}</ul>"

    return pages
