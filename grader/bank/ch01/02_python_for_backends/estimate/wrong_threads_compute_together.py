# kind: anticipated
# message: Threads compute one after the other, on however many cores; while one waits, the others go on.
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if jobs == 0:
        return 0
    if way == "in turn":
        return jobs * (computes + waits)
    if way == "threads":
        return computes + waits
    if way in ("processes", "free threads"):
        return -(-jobs // cores) * computes + waits
    raise ValueError(way)
