# kind: anticipated
# message: A token holds for one visitor's session: it is compared, before anything is

def desk_site(sections: list[str]) -> Flask:
    site = Flask("desk_site", static_folder=None)
    site.secret_key = SECRET
    token = hashlib.sha256(SECRET.encode()).hexdigest()
    site.jinja_env.globals["csrf_token"] = lambda: token

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
        if request.form.get("csrf_token") != token:
            return "No.", 400
        section = request.form.get("section", "")
        if section not in sections:
            return "There is no such section.", 404
        sections.remove(section)
        return redirect(url_for("desk"), 303)

    return site
