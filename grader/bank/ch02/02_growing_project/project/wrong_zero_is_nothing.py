# kind: observed
# message: 0 is a number that somebody gave
def project() -> dict[str, str]:
    return {
        "pyproject.toml": """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "desk"
version = "1.0"

[project.scripts]
desk-seats = "desk.cli:print_seats"

[project.entry-points."flask.commands"]
seats = "desk.cli:seats"
""",
        "desk/__init__.py": """
from flask import Flask
from . import settings, views


def create_app(given=None):
    app = Flask("desk")
    app.config["SEATS"] = (given or {}).get("SEATS") or settings.seats()
    app.register_blueprint(views.pages)
    return app
""",
        "desk/settings.py": """
import os


def seats():
    return int(os.environ.get("DESK_SEATS") or 24)
""",
        "desk/views.py": """
from flask import Blueprint, current_app

pages = Blueprint("pages", __name__)


@pages.get("/")
def home():
    return {"seats": current_app.config["SEATS"]}
""",
        "desk/cli.py": """
import click


def print_seats():
    from . import create_app

    click.echo(create_app().config["SEATS"])


seats = click.Command("seats", callback=print_seats)
""",
        "desk/__main__.py": """
from .cli import print_seats

if __name__ == "__main__":
    print_seats()
""",
    }
