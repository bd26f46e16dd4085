# kind: anticipated
# message: One question for the courses
def statements_sent() -> dict[str, int]:
    """The number of SELECT statements of each program."""
    return {"a": 1, "b": 6, "c": 3, "d": 2, "e": 1, "f": 8, "g": 1}
