# kind: anticipated
# message: A window has two ends
def add_window(request: EnrolmentRequest) -> Refusal | None:
    closes = request.term.instant(request.term.add.closes)
    if request.now < closes:
        return None
    text = f"{request.term.add.closes:%d %B %Y at %H:%M}"
    return Refusal("deadline.passed", f"Adding courses for {request.term.name} closed on {text}.")
