# kind: anticipated
# message: Visit 5 made the cache forget the page, so the database has to make it anew.
def journey(visit: int) -> list[str]:
    entry = ["server", "middleware", "framework"]
    miss = [*entry, "API", "cache", "database", "cache"]
    return {
        1: miss,
        2: [*entry, "API", "cache"],
        3: [*entry, "API", "cache", "database"],
        4: entry,
        5: [*entry, "API", "database", "cache"],
        6: [*entry, "API", "cache"],
        7: ["server", "middleware"],
        8: entry,
        9: miss,
        10: [*entry, "API", "cache"],
        11: ["server"],
    }[visit]
