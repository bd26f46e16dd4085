# kind: anticipated
# message: A view without `return` returns `None`; Flask does not guess, it raises
def what_comes_back() -> dict[str, tuple[int, str]]:
    """The status and the content type that each view's address answers."""
    return {
        "text": (200, "text/html"),
        "record": (200, "application/json"),
        "made": (201, "text/plain"),
        "nothing": (204, "text/html"),
        "number": (500, "text/html"),
        "gone": (410, "application/json"),
    }
