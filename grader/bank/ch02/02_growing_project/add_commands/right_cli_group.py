# kind: anticipated
def add_commands(app: Flask, courses: dict[str, str]) -> None:
    """Add `flask courses list` and `flask courses add` to the app."""
    @app.cli.group("courses")
    def group():
        """Courses of the desk."""

    @group.command("list")
    @click.option("--department", default="", help="only this department")
    def listing(department: str) -> None:
        wanted = department.upper()
        chosen = {c: t for c, t in courses.items() if wanted in ("", c.split("-")[0])}
        lines = [f"Courses of {app.config['UNIVERSITY']}", *(f"{c} {t}" for c, t in sorted(chosen.items()))]
        click.echo("\n".join(lines))

    @group.command("add")
    @click.argument("code", type=str.upper)
    @click.argument("title")
    @click.pass_context
    def adding(ctx: click.Context, code: str, title: str) -> None:
        if code in courses:
            click.echo(f"{code} exists", err=True)
            ctx.exit(2)
        courses[code] = title
        click.echo("added " + code)
