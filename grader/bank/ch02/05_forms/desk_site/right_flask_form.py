# kind: anticipated
from flask import abort
from wtforms import HiddenField


class LeaveForm(FlaskForm):
    section = HiddenField()


def desk_site(sections: list[str]) -> Flask:
    site = Flask("desk", static_folder=None)
    site.secret_key = SECRET

    @site.get("/desk")
    def desk() -> str:
        items = []
        for section in sections:
            form = LeaveForm(formdata=None, section=section)
            items.append(
                f"<p>{escape(section)}</p><form method=post action='{url_for('leave')}'>"
                f"{form.csrf_token()}{form.section()}<button>Leave</button></form>"
            )
        return "".join(items)

    @site.post("/leave")
    def leave():
        form = LeaveForm()
        if not form.validate_on_submit():
            abort(400)
        try:
            sections.remove(form.section.data)
        except ValueError:
            abort(404)
        return redirect(url_for("desk"), 303)

    return site
