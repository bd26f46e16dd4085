# kind: anticipated
# message: nothing is quoted
from urllib.parse import quote


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or target[:1] != "/" or target[:2] == "//" or "\\" in target:
        return fallback
    if any(ord(character) < 32 or ord(character) == 127 for character in target):
        return fallback
    return quote(target, safe="/?=&#:")
