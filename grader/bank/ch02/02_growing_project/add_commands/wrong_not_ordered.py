# kind: anticipated
# message: One heading, then a line for each course, ordered by code. The setting is read
from flask.cli import AppGroup


def add_commands(app: Flask, courses: dict[str, str]) -> None:
    """Add `flask courses list` and `flask courses add` to the app."""
    group = AppGroup("courses")

    @group.command("list")
    @click.option("--department")
    def show(department):
        click.echo(f"Courses of {current_app.config['UNIVERSITY']}")
        for code in courses:
            if department is None or code.partition("-")[0] == department.upper():
                click.echo(f"{code} {courses[code]}")

    @group.command("add")
    @click.argument("code")
    @click.argument("title")
    def add(code, title):
        code = code.upper()
        if code in courses:
            raise click.UsageError(f"{code} is there already")
        courses[code] = title
        click.echo(f"added {code}")

    app.cli.add_command(group)
