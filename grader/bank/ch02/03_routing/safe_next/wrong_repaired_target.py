# kind: anticipated
# message: do not repair it
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    clean = "".join(c for c in target or "" if ord(c) >= 32 and ord(c) != 127).replace("\\", "/")
    if clean.startswith("/") and not clean.startswith("//"):
        return clean
    return fallback
