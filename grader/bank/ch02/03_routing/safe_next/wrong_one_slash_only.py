# kind: anticipated
# message: Two slashes begin a host
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target is not None and target.startswith("/"):
        return target
    return fallback
