# kind: anticipated
# message: A GET changes nothing, and no token is looked at for it: allow POST alone.

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

    @site.route("/leave", methods=["GET", "POST"])
    def leave():
        section = request.values.get("section", "")
        if section not in sections:
            return "There is no such section.", 404
        sections.remove(section)
        return redirect(url_for("desk"), 303)

    return site
