# kind: anticipated
# message: double slashes further on do no harm
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or not target.startswith("/") or "//" in target or "\\" in target:
        return fallback
    if any(ord(character) < 32 or ord(character) == 127 for character in target):
        return fallback
    return target
