# kind: anticipated
# message: `pathlib` comes with Python.
def review(line: int) -> str:
    return {5: "G", 8: "B", 9: "A", 14: "D", 17: "C"}.get(line, "")
