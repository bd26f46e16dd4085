# kind: anticipated
# message: lets strangers write template code
LIST = """{% extends "site/base.html" %}
{% block title %}Departments{% endblock %}
{% block content %}
<h1>Departments</h1>
<ul>
{% for item in items %}
<li><a href="{{ url_for(".department", code=item.department.code) }}">{{ item.department.name }} ({{ item.department.code }})</a></li>
{% endfor %}
</ul>
{% endblock %}
"""
ONE = """{% extends "site/base.html" %}
{% macro counted(n, word) %}{{ n }} {{ word if n == 1 else word ~ "s" }}{% endmacro %}
{% block title %}{{ page.department.name }}{% endblock %}
{% block content %}
<h1>{{ page.department.name }}</h1>
<table>
{% for course in page.courses %}
<tr><td><a href="{{ url_for("catalogue.course", code=course.code) }}">{{ course.code }} {{ course.title }}</a></td>
<td>{{ counted(course.credits, "credit") }}</td></tr>
{% endfor %}
</table>
<p>{{ counted(page.courses|sum(attribute="credits"), "credit") }} in {{ counted(page.courses|length, "course") }}</p>
{% endblock %}
"""


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    pages = Blueprint("departments", __name__)

    @pages.get("/departments/")
    def index():
        return render_template_string(LIST, items=catalogue.departments())

    @pages.get("/departments/<code>")
    def department(code: str):
        if code != code.upper():
            return redirect(url_for(".department", code=code.upper()), 308)
        page = catalogue.department(code)
        text = ONE.replace("{{ page.department.name }}", page.department.name)
        return render_template_string(text, page=page)

    return pages
