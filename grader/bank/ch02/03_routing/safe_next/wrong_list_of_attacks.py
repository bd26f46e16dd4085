# kind: anticipated
# message: ?
# teaches: a list of bad beginnings is never complete (javascript:, ftp:, HTTPS:, a tab): say what is allowed
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if not target or target.startswith(("http://", "https://", "//")):
        return fallback
    return target
