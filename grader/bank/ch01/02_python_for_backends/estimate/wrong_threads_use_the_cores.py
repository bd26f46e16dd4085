# kind: anticipated
# message: Threads compute one after the other, on however many cores; while one waits, the others go on.
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if way not in ("in turn", "threads", "processes", "free threads"):
        raise ValueError(f"unknown way {way}")
    if not jobs:
        return 0
    if way == "in turn":
        return jobs * (computes + waits)
    return -(-jobs // cores) * computes + waits
