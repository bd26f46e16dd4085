# kind: anticipated
# message: Line 17 stands at the left margin, without asking for `__name__`
def review(line: int) -> str:
    return {8: "B", 9: "A", 14: "D"}.get(line, "")
