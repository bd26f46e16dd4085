# kind: anticipated
# message: Defining a function does nothing yet, and there is no module `total` to hide.
def review(line: int) -> str:
    return {8: "B", 9: "A", 11: "E", 14: "D", 17: "C"}.get(line, "")
