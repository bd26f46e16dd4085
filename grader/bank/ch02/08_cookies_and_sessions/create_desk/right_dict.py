# kind: anticipated
def create_desk(clock: Clock) -> Flask:
    """A site whose sign-ins are kept on the server, for less than 30 minutes each."""
    site = Flask("desk", static_folder=None)
    sessions: dict[str, tuple[str, datetime]] = {}

    def end() -> None:
        sessions.pop(request.cookies.get("desk", ""), None)

    @site.post("/sign-in")
    def sign_in():
        end()
        id = secrets.token_urlsafe()
        sessions[id] = request.form["student"], clock.now()
        answer = redirect("/me", 303)
        answer.set_cookie("desk", id, httponly=True, samesite="Lax")
        return answer

    @site.get("/me")
    def me():
        student, since = sessions.get(request.cookies.get("desk", ""), (None, None))
        if since is None or clock.now() - since >= timedelta(minutes=30):
            return {"error": "sign in first"}, 401
        return {"student": student}

    @site.post("/sign-out")
    def sign_out():
        end()
        answer = redirect("/me", 303)
        answer.delete_cookie("desk")
        return answer

    return site
