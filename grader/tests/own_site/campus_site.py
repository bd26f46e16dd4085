"""A small site as a learner might have it at the end of chapter 2: Flask, sqlite3 and the given data."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, abort, g, redirect, render_template_string, request, url_for
from werkzeug.wrappers import Response

PAGE_SIZE = 20

SEARCH = """
SELECT code, title FROM course
 WHERE (title LIKE :like ESCAPE '\\' OR code LIKE :like ESCAPE '\\')
   AND (:department = '' OR department = :department)
   AND (:credits IS NULL OR credits = :credits)
 ORDER BY code LIMIT :size OFFSET :start
"""

COURSES = """<title>Courses</title><h1>Courses</h1>
{% for one in courses %}
<p><a href="{{ url_for('course', code=one.code) }}">{{ one.code }}</a> {{ one.title }}</p>
{% else %}<p>No course was found.</p>{% endfor %}
{% if onward %}<a href="{{ onward }}">Next page</a>{% endif %}"""

COURSE = """<title>{{ one.code }}</title><h1>{{ one.code }} {{ one.title }}</h1>
<p>{{ one.credits }} credits</p><p>{{ one.description }}</p><p>{{ one.prerequisites }}</p>
{% for other in linked %}<p><a href="{{ url_for('course', code=other) }}">{{ other }}</a></p>{% endfor %}
{% for section in sections %}<p>{{ section.id }} {{ section.teacher }} {{ section.capacity }}
{% for meeting in section.meetings %}{{ meeting.day }} {{ meeting.starts }}–{{ meeting.ends }}{% endfor %}</p>
{% endfor %}"""

DEPARTMENTS = """<title>Departments</title>
{% for one in departments %}
<p>{{ one.code }} <a href="{{ url_for('department', code=one.code) }}">{{ one.name }}</a></p>
{% endfor %}"""

DEPARTMENT = """<title>{{ one.code }}</title><h1>{{ one.name }}</h1>
{% for course in courses %}
<p><a href="{{ url_for('course', code=course.code) }}">{{ course.code }}</a> {{ course.title }}</p>
{% endfor %}"""


def create_app(data: Path) -> Flask:
    """The site on the campus in `data`."""
    campus = json.loads(data.read_text(encoding="utf-8"))
    app = Flask(__name__)
    departments = {one["code"]: one for one in campus["departments"]}
    known = {one["code"]: one for one in campus["courses"]}
    uri = f"file:{id(app)}?mode=memory&cache=shared"
    keeper = sqlite3.connect(uri, uri=True, check_same_thread=False)
    keeper.execute(
        "CREATE TABLE course (code TEXT PRIMARY KEY, title TEXT, department TEXT, credits INTEGER)"
    )
    keeper.executemany("INSERT INTO course VALUES (:code, :title, :department, :credits)", campus["courses"])
    keeper.commit()
    app.extensions["keeper"] = keeper

    def database() -> sqlite3.Connection:
        if "database" not in g:
            g.database = sqlite3.connect(uri, uri=True)
            g.database.row_factory = sqlite3.Row
        connection: sqlite3.Connection = g.database
        return connection

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        if "database" in g:
            g.database.close()

    def number(name: str, least: int, default: int | None) -> int | None:
        text = request.args.get(name) or ""
        if not text:
            return default
        if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) < least:
            abort(400)
        return int(text)

    @app.get("/courses/")
    def courses() -> str:
        page = number("page", 1, 1) or 1
        credits = number("credits", 0, None)
        words, department = request.args.get("q") or "", request.args.get("department") or ""
        like = "%" + "".join(f"\\{c}" if c in "%_\\" else c for c in words[:200]) + "%"
        asked = {"like": like, "department": department, "credits": credits}
        window = {"size": PAGE_SIZE + 1, "start": (page - 1) * PAGE_SIZE}
        found = database().execute(SEARCH, asked | window).fetchall()
        onward = None
        if len(found) > PAGE_SIZE:
            query = {"q": words, "department": department, "credits": credits, "page": page + 1}
            given = {name: value for name, value in query.items() if value not in (None, "")}
            onward = f"{url_for('courses')}?{urlencode(given)}"
        return render_template_string(COURSES, courses=found[:PAGE_SIZE], onward=onward)

    @app.get("/courses/<code>")
    def course(code: str) -> str | Response:
        if code not in known and code.upper() in known:
            return redirect(url_for("course", code=code.upper()), 301)
        one = known.get(code) or abort(404)
        back = [other["code"] for other in known.values() if code in other["needs"] + other["taken_with"]]
        sections = [section for section in campus["sections"] if section["course"] == code]
        linked = sorted({*one["needs"], *one["taken_with"], *back})
        return render_template_string(COURSE, one=one, linked=linked, sections=sections)

    @app.get("/departments/")
    def all_departments() -> str:
        return render_template_string(DEPARTMENTS, departments=departments.values())

    @app.get("/departments/<code>")
    def department(code: str) -> str | Response:
        if code not in departments and code.upper() in departments:
            return redirect(url_for("department", code=code.upper()), 301)
        one = departments.get(code) or abort(404)
        own = [course for course in known.values() if course["department"] == code]
        return render_template_string(DEPARTMENT, one=one, courses=own)

    return app
