# kind: anticipated
# message: The course is added to the dictionary that was given, with its code in
from flask.cli import AppGroup


def add_commands(app: Flask, courses: dict[str, str]) -> None:
    """Add `flask courses list` and `flask courses add` to the app."""
    own = dict(courses)
    group = AppGroup("courses")

    @group.command("list")
    @click.option("--department")
    def show(department):
        click.echo(f"Courses of {current_app.config['UNIVERSITY']}")
        for code in sorted(own):
            if department is None or code.partition("-")[0] == department.upper():
                click.echo(f"{code} {own[code]}")

    @group.command("add")
    @click.argument("code")
    @click.argument("title")
    def add(code, title):
        code = code.upper()
        if code in own:
            raise click.UsageError(f"{code} is there already")
        own[code] = title
        click.echo(f"added {code}")

    app.cli.add_command(group)
