# kind: anticipated
# message: This path is honest: only its beginning
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return fallback
    if any(character in ":\\" or ord(character) < 32 or ord(character) == 127 for character in target):
        return fallback
    return target
