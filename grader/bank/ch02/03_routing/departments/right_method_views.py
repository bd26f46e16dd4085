# kind: anticipated
import html

from flask.views import MethodView


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    pages = Blueprint("campus_map", __name__)

    class Index(MethodView):
        def get(self) -> str:
            lines = ["<table>"]
            for summary in catalogue.departments():
                code, name = summary.department.code, summary.department.name
                address = url_for(".department", code=code)
                lines.append(f'<tr><td>{code}<td><a href="{address}">{html.escape(name)}</a><td>{summary.courses}')
            return "".join([*lines, "</table>"])

    class Detail(MethodView):
        def get(self, code: str):
            if any(letter.islower() for letter in code):
                return redirect(url_for(request.endpoint, code=code.upper()), 308)
            page = catalogue.department(code)
            body = f"<h2>{html.escape(page.department.name)}</h2>"
            for course in page.courses:
                address = url_for("catalogue.course", code=course.code)
                body += f'<a href="{address}">{course.code}: {html.escape(course.title)}</a><br>'
            return body

    pages.add_url_rule("/departments/", view_func=Index.as_view("departments"))
    pages.add_url_rule("/departments/<code>", view_func=Detail.as_view("department"))
    return pages
