# kind: anticipated
# message: in letters of any language
def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target and target.startswith("/") and not target.startswith("//") and "\\" not in target:
        return target if target.isascii() and target.isprintable() else fallback
    return fallback
