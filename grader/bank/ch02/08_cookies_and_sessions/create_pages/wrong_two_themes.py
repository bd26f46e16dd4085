# kind: anticipated
# message: Each of the three themes can be chosen
def create_pages() -> Flask:
    """A site that remembers a visitor's theme in a cookie of its own."""
    site = Flask("pages", static_folder=None)
    themes = {"light", "dark"}

    @site.get("/")
    def page():
        asked = request.cookies.get("theme")
        return {"theme": asked if asked in themes else "light"}

    @site.post("/theme")
    def choose():
        chosen = request.form.get("theme")
        if chosen not in themes:
            return {"error": "no such theme"}, 400
        answer = redirect(url_for("page"), 303)
        answer.set_cookie("theme", chosen, max_age=365 * 24 * 3600, samesite="Lax")
        return answer

    return site
