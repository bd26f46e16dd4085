# kind: anticipated
PARTS = {"s": "server", "m": "middleware", "f": "framework", "a": "API", "c": "cache", "d": "database"}
WAYS = "smfacdc smfac smfacd smf smfadc smfacdc sm smf smfac smfacdc s".split()


def journey(visit: int) -> list[str]:
    return [PARTS[letter] for letter in WAYS[visit - 1]]
