# kind: anticipated
def what_comes_back() -> dict[str, tuple[int, str]]:
    """The status and the content type that each view's address answers."""
    html, json = "text/html", "application/json"
    answers = {"text": (200, html)}
    answers["record"] = (200, json)
    answers["made"] = (201, "text/plain")
    for broken in ("nothing", "number"):
        answers[broken] = (500, html)
    answers["gone"] = (410, json)
    return answers
