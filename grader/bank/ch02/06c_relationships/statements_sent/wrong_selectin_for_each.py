# kind: anticipated
# message: `selectinload` sends one statement more
def statements_sent() -> dict[str, int]:
    """The number of SELECT statements of each program."""
    return {"a": 1, "b": 7, "c": 3, "d": 7, "e": 1, "f": 9, "g": 1}
