# kind: anticipated
# message: A section that is not in the list is 404, and nothing changes.

def desk_site(sections: list[str]) -> Flask:
    site = Flask("desk_site", static_folder=None)
    site.secret_key = SECRET
    CSRFProtect(site)

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
        if section in sections:
            sections.remove(section)
        return redirect(url_for("desk"), 303)

    return site
