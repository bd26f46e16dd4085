# kind: anticipated
import secrets

from flask import abort


def desk_site(sections: list[str]) -> Flask:
    site = Flask("desk", static_folder=None)
    site.secret_key = SECRET

    @site.get("/desk")
    def desk() -> str:
        token = session.setdefault("token", secrets.token_hex(16))
        form = (
            '<li>{0}<form method="post" action="/leave"><input type="hidden" name="csrf_token" value="{1}">'
            '<input type="hidden" name="section" value="{0}"><button>Leave</button></form></li>'
        )
        return "".join(form.format(escape(section), token) for section in sections)

    @site.post("/leave")
    def leave():
        mine = session.get("token")
        if not mine or not secrets.compare_digest(mine, request.form.get("csrf_token", "")):
            abort(400)
        if request.form.get("section") not in sections:
            abort(404)
        sections.remove(request.form["section"])
        return redirect(url_for("desk"), 303)

    return site
