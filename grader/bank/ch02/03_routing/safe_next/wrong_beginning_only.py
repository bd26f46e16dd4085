# kind: anticipated
# message: ?
# teaches: a browser drops tabs and line breaks first: '/\t/evil.example' begins with a slash and a tab; check every character
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target and target[:1] == "/" and target[1:2] not in ("/", "\\"):
        return target
    return fallback
