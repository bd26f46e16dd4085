# kind: anticipated
# message: drop control characters
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target and target[:1] == "/" and target[1:2] not in ("/", "\\"):
        return target
    return fallback
