# kind: anticipated
def create_pages() -> Flask:
    """A site that remembers a visitor's theme in a cookie of its own."""
    app = Flask("themes")

    def known(value, default=None):
        return value if value in ("light", "dark", "contrast") else default

    @app.route("/")
    def index():
        response = make_response(json.dumps({"theme": known(request.cookies.get("theme", ""), "light")}))
        response.mimetype = "application/json"
        return response

    @app.route("/theme", methods=["POST"])
    def theme():
        if known(request.form["theme"]) is None:
            return Response('{"error": "no such theme"}', status=400, mimetype="application/json")
        response = Response("", 303, {"Location": "/"})
        response.set_cookie("theme", request.form["theme"], max_age=timedelta(days=365), path="/", samesite="Lax")
        return response

    return app
