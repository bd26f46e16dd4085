# kind: anticipated
# message: `$` also fits before it
import re


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    return target if re.match(r"^/(?!/)[^\\\x00-\x1f\x7f]*$", target or "") else fallback
