# kind: anticipated
# message: A refusal goes to the standard error, and the exit code tells a script: 2 is a
from flask.cli import AppGroup


def add_commands(app: Flask, courses: dict[str, str]) -> None:
    """Add `flask courses list` and `flask courses add` to the app."""
    group = AppGroup("courses")

    @group.command("list")
    @click.option("--department")
    def show(department):
        click.echo(f"Courses of {current_app.config['UNIVERSITY']}")
        for code in sorted(courses):
            if department is None or code.partition("-")[0] == department.upper():
                click.echo(f"{code} {courses[code]}")

    @group.command("add")
    @click.argument("code")
    @click.argument("title")
    def add(code, title):
        code = code.upper()
        if code in courses:
            click.echo(f"{code} is there already")
            raise SystemExit(2)
        courses[code] = title
        click.echo(f"added {code}")

    app.cli.add_command(group)
