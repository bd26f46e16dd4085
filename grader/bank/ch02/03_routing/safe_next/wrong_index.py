# kind: anticipated
# message: ?
# teaches: target[0] of an empty text and target[1] of '/' raise IndexError; it must never raise
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target is None or target[0] != "/" or target[1] == "/" or "\\" in target:
        return fallback
    return fallback if any(ord(character) < 32 or ord(character) == 127 for character in target) else target
