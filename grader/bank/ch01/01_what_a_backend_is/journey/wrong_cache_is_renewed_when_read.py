# kind: anticipated
# message: 65 seconds after visit 6 the page is gone
def journey(visit: int) -> list[str]:
    entry = ["server", "middleware", "framework"]
    miss = [*entry, "API", "cache", "database", "cache"]
    return {
        1: miss,
        2: [*entry, "API", "cache"],
        3: [*entry, "API", "cache", "database"],
        4: entry,
        5: [*entry, "API", "database", "cache"],
        6: miss,
        7: ["server", "middleware"],
        8: entry,
        9: [*entry, "API", "cache"],
        10: [*entry, "API", "cache"],
        11: ["server"],
    }[visit]
