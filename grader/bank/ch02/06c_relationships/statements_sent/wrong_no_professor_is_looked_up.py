# kind: anticipated
# message: A lazy single object is looked up by its key
def statements_sent() -> dict[str, int]:
    """The number of SELECT statements of each program."""
    return {"a": 1, "b": 7, "c": 1, "d": 2, "e": 1, "f": 7, "g": 1}
