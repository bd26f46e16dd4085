# kind: anticipated
def seat_site(seats: dict[str, int]) -> Flask:
    """A site that tells how many seats are free, and gives them away one by one."""
    site, left = Flask("one view"), seats.copy()

    def refusal(section):
        if not section:
            return {"error": "section is missing"}, 400
        if section not in left:
            return {"error": "no such section"}, 404
        return None

    @site.route("/seats", methods=["GET", "POST"])
    def at_the_desk():
        if request.method != "POST":
            wanted = request.args.get("section", "")
            return refusal(wanted) or {"section": wanted, "free": left[wanted]}
        who = request.headers.get("X-Student", "")
        if who == "":
            return {"error": "who are you?"}, 401
        wanted = request.form.get("section", "")
        no = refusal(wanted)
        if no:
            return no
        if left[wanted] < 1:
            return {"error": "section is full"}, 409
        left[wanted] = left[wanted] - 1
        answer = site.json.response(section=wanted, student=who)
        answer.status_code = 201
        answer.headers["Location"] = "/seats?section=" + wanted
        return answer

    return site
