# kind: observed
# message: `isupper()` is false for a code without letters
def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    pages = Blueprint("departments", __name__)

    @pages.get("/departments/")
    def index():
        items = ""
        for item in catalogue.departments():
            link = url_for(".show", code=item.department.code)
            items += f'<li><a href="{link}">{escape(item.department.name)}</a> {escape(item.department.code)}</li>'
        return f"<h1>Departments</h1><ul>{items}</ul>"

    @pages.get("/departments/<code>")
    def show(code):
        if not code.isupper():
            return redirect(url_for(".show", code=code.upper()), 308)
        found = catalogue.department(code)
        items = ""
        for course in found.courses:
            link = url_for("catalogue.course", code=course.code)
            items += f'<li><a href="{link}">{escape(course.title)}</a></li>'
        return f"<h1>{escape(found.department.name)}</h1><ul>{items}</ul>"

    return pages
