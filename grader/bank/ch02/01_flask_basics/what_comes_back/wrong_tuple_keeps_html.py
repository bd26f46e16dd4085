# kind: anticipated
# message: The second part of a tuple is the status, and a header of the third part
def what_comes_back() -> dict[str, tuple[int, str]]:
    """The status and the content type that each view's address answers."""
    return {
        "text": (200, "text/html"),
        "record": (200, "application/json"),
        "made": (201, "text/html"),
        "nothing": (500, "text/html"),
        "number": (500, "text/html"),
        "gone": (410, "application/json"),
    }
