# kind: anticipated
FORBIDDEN = {"\\", chr(127), *map(chr, range(32))}


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    text = target or ""
    one_slash = text[:1] == "/" != text[1:2]
    return text if one_slash and FORBIDDEN.isdisjoint(text) else fallback
