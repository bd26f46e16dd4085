# kind: anticipated
def journey(visit: int) -> list[str]:
    log = [
        (0, "Yuting", "GET BIO-201"), (10, "Yaw", "GET BIO-201"), (20, "Yuting", "GET NIL-000"), (25, "Yaw", "none"),
        (30, "Omar", "POST BIO-201"), (40, "Yaw", "GET BIO-201"), (50, "Yaw", "GET BIO-201"), (65, "Omar", "none"),
        (90, "Yuting", "GET BIO-201"), (105, "Vikram", "GET BIO-201"), (110, "Vikram", ""),
    ]
    kept: int | None = None
    way: list[str] = []
    for place, (now, who, wish) in enumerate(log[:visit]):
        way = ["server"]
        if not wish:
            continue
        way.append("middleware")
        if sum(1 for then, other, _ in log[:place] if other == who and now - then < 60) >= 3:
            continue
        way.append("framework")
        if wish == "none":
            continue
        way.append("API")
        if wish.startswith("POST"):
            way += ["database", "cache"]
            kept = None
            continue
        way.append("cache")
        if "BIO" in wish and kept is not None and now - kept < 60:
            continue
        way.append("database")
        if "BIO" in wish:
            way.append("cache")
            kept = now
    return way
