# kind: anticipated
class Sessions:
    """The valid sessions: id to student and the instant at which it ends."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.known = clock, {}

    def begin(self, student: str) -> str:
        while (id := secrets.token_urlsafe(32)) in self.known:
            pass
        self.known[id] = {"student": student, "ends": self.clock.now() + timedelta(minutes=30)}
        return id

    def end(self, id: str | None) -> None:
        if id in self.known:
            del self.known[id]

    def student(self, id: str | None) -> str | None:
        found = self.known.get(id)
        if found and self.clock.now() >= found["ends"]:
            self.end(id)
            return None
        return found["student"] if found else None


def create_desk(clock: Clock) -> Flask:
    """A site whose sign-ins are kept on the server, for less than 30 minutes each."""
    app, sessions = Flask("desk"), Sessions(clock)

    def sign_in():
        sessions.end(request.cookies.get("desk"))
        answer = make_response(redirect("/me", 303))
        answer.set_cookie("desk", sessions.begin(request.form["student"]), httponly=True, samesite="Lax", path="/")
        return answer

    def me():
        student = sessions.student(request.cookies.get("desk"))
        return ({"student": student}, 200) if student else ({"error": "sign in first"}, 401)

    def sign_out():
        sessions.end(request.cookies.get("desk"))
        answer = Response(status=303, headers={"Location": "/me"})
        answer.set_cookie("desk", "", max_age=0, httponly=True, samesite="Lax")
        return answer

    app.add_url_rule("/sign-in", "sign_in", sign_in, methods=["POST"])
    app.add_url_rule("/me", "me", me)
    app.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])
    return app
