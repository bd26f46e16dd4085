# kind: anticipated
# message: not only tabs and line breaks
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return fallback
    if any(character in target for character in "\t\r\n\\"):
        return fallback
    return target
