# kind: anticipated
# message: The cookie comes along with a stranger's form, so it proves nothing: the token

def desk_site(sections: list[str]) -> Flask:
    site = Flask("desk_site", static_folder=None)
    site.secret_key = SECRET
    site.jinja_env.globals["csrf_token"] = lambda: "a1b2c3"

    @site.get("/desk")
    def desk() -> str:
        return render_template_string(
            """{% for section in sections %}<li>{{ section }}
            <form method="post" action="/leave">
            <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
            <input type="hidden" name="section" value="{{ section }}"><button>Leave</button></form></li>{% endfor %}""",
            sections=sections,
        )

    @site.post("/leave")
    def leave():
        section = request.form.get("section", "")
        if section not in sections:
            return "There is no such section.", 404
        sections.remove(section)
        return redirect(url_for("desk"), 303)

    return site
