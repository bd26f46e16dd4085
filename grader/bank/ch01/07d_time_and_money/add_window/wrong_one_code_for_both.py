# kind: anticipated
# message: before it opens, the answer is a refusal of its own
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    if term.instant(term.add.opens) <= request.now < term.instant(term.add.closes):
        return None
    text = f"{term.add.closes:%d %B %Y at %H:%M}"
    return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {text}.")
