# kind: anticipated
# message: allow that instead of listing bad schemes
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or target.startswith(("http://", "https://", "//")):
        return fallback
    return target
