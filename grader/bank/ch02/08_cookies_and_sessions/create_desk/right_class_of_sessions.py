# kind: observed
class Sessions:
    def __init__(self, clock):
        self.clock, self.known = clock, {}
    def begin(self, student):
        key = secrets.token_urlsafe(32)
        self.known[key] = {"student": student, "ends": self.clock.now() + timedelta(minutes=30)}
        return key
    def get(self, key):
        found = self.known.get(key or "")
        if found and self.clock.now() < found["ends"]:
            return found["student"]
        self.end(key)
        return None
    def end(self, key):
        if key in self.known: del self.known[key]
def create_desk(clock):
    site, sessions = Flask("desk"), Sessions(clock)
    @site.route("/sign-in", methods=["POST"])
    def sign_in():
        sessions.end(request.cookies.get("desk"))
        response = make_response(redirect("/me", 303))
        response.set_cookie("desk", sessions.begin(request.form["student"]), httponly=True, samesite="Lax", max_age=1800)
        return response
    @site.route("/me")
    def me():
        student = sessions.get(request.cookies.get("desk"))
        return ({"student": student}, 200) if student else ({"error": "sign in first"}, 401)
    @site.route("/sign-out", methods=["POST"])
    def sign_out():
        sessions.end(request.cookies.get("desk"))
        response = redirect("/me", 303)
        response.delete_cookie("desk")
        return response
    return site
