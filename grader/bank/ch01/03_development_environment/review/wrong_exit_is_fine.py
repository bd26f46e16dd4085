# kind: anticipated
# message: Line 14 ends the program with 0, which means success, although a course is unknown.
def review(line: int) -> str:
    return {8: "B", 9: "A", 17: "C"}.get(line, "")
