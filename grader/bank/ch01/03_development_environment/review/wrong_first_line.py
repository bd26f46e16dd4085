# kind: anticipated
# message: Line 1 is fine: `env` takes the first `python3` along PATH, wherever that is.
def review(line: int) -> str:
    return {1: "F", 8: "B", 9: "A", 14: "D"}.get(line, "")
