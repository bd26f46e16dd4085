# kind: anticipated
HARMFUL = dict.fromkeys([*range(32), 127, ord("\\")])


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    match target and target.partition("/"):
        case "", "/", rest if not rest.startswith("/") and target.translate(HARMFUL) == target:
            return target
        case _:
            return fallback
