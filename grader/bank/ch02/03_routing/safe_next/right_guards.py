# kind: anticipated
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or target[0] != "/":
        return fallback
    if target.startswith("//"):
        return fallback
    for character in target:
        if character == "\\" or ord(character) < 32 or ord(character) == 127:
            return fallback
    return target
