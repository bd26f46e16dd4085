# kind: anticipated
# message: A session holds one object for each row
def statements_sent() -> dict[str, int]:
    """The number of SELECT statements of each program."""
    return {"a": 1, "b": 7, "c": 3, "d": 2, "e": 1, "f": 9, "g": 3}
