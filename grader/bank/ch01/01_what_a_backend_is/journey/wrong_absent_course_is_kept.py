# kind: anticipated
# message: The database is asked, since the cache holds nothing of that course; there is no such
def journey(visit: int) -> list[str]:
    entry = ["server", "middleware", "framework"]
    miss = [*entry, "API", "cache", "database", "cache"]
    return {
        1: miss,
        2: [*entry, "API", "cache"],
        3: miss,
        4: entry,
        5: [*entry, "API", "database", "cache"],
        6: miss,
        7: ["server", "middleware"],
        8: entry,
        9: [*entry, "API", "cache"],
        10: miss,
        11: ["server"],
    }[visit]
