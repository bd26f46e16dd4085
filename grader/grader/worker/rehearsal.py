"""What most lessons do, done once before the first fork.

Flask, Jinja, Werkzeug and SQLAlchemy compile patterns, look for dialects and codecs and fill caches when they
are first used, and each learner's process would do so again.
"""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Flask,
    flash,
    jsonify,
    redirect,
    render_template_string,
    request,
    session,
    url_for,
)
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine, select
from sqlalchemy.orm import Session, registry, relationship

_PAGE = """{# Shown to nobody. #}
{%- for item in [name, number] %}<b>{{ item }}</b>{% else %}none{% endfor %}
{% raw %}{{ raw }}{% endraw %}{% for text in get_flashed_messages() %}{{ text|upper }}{% endfor %}
<a href="{{ url_for('part.page', name=name, number=number) }}">again</a>"""


def lesson() -> None:
    """Use the libraries as lessons do, and leave nothing but their warm caches."""
    _visit(_app())
    _store()


def _app() -> Flask:
    app = Flask(__name__)
    app.secret_key = "nobody's"  # noqa: S105 (of an app that nobody meets)
    part = Blueprint("part", __name__)

    @part.get("/pages/<name>/<int:number>")
    def page(name: str, number: int) -> str:
        return render_template_string(_PAGE, name=name, number=number)

    @part.post("/form")
    def form() -> Any:
        session["name"] = request.form["name"]
        flash("saved")
        return redirect(url_for("part.page", name=session["name"], number=1))

    @app.get("/data")
    def data() -> Any:
        return jsonify(found=request.args.get("wanted"))

    app.register_blueprint(part)
    return app


def _visit(app: Flask) -> None:
    client = app.test_client()
    client.post("/form", data={"name": "a&b"}, follow_redirects=True).get_data(as_text=True)
    client.get("/data?wanted=a+b").get_json()
    client.get("/nowhere")
    client.put("/data")


def _store() -> None:
    models = registry()
    course, seat = _mapped(models)
    engine = create_engine("sqlite://")
    models.metadata.create_all(engine)
    with Session(engine) as known:
        known.add(course(title="One", seats=[seat()]))
        known.commit()
        found = known.scalars(select(course).where(course.title == "One").order_by(course.id)).one()
        found.title = "Two"
        known.delete(found.seats[0])
        known.commit()
    engine.dispose()
    models.dispose()


def _mapped(models: registry) -> tuple[Any, Any]:
    class Course:
        __tablename__ = "course"
        id = Column(Integer, primary_key=True)
        title = Column(String(20), nullable=False)
        seats = relationship("Seat", back_populates="course")

    class Seat:
        __tablename__ = "seat"
        id = Column(Integer, primary_key=True)
        course_id = Column(Integer, ForeignKey("course.id"))
        course = relationship("Course", back_populates="seats")

    return models.mapped(Course), models.mapped(Seat)
