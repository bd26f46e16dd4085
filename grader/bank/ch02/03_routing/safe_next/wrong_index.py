# kind: anticipated
# message: An empty text has no first character
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target is None or target[0] != "/" or target[1] == "/" or "\\" in target:
        return fallback
    return fallback if any(ord(character) < 32 or ord(character) == 127 for character in target) else target
