# kind: anticipated
# message: returned `True` (a bool)
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or target[:1] != "/" or target[:2] == "//" or "\\" in target:
        return False
    return not any(ord(character) < 32 or ord(character) == 127 for character in target)
