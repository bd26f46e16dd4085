# kind: anticipated
# message: judge the text as it came, and return the fallback
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    target = (target or "").strip()
    if target.startswith("/") and not target.startswith("//") and "\\" not in target:
        if all(ord(character) >= 32 and ord(character) != 127 for character in target):
            return target
    return fallback
