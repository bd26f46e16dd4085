# kind: anticipated
# message: Line 9 names a file without a folder
def review(line: int) -> str:
    return {8: "B", 9: "C", 14: "D", 17: "C"}.get(line, "")
