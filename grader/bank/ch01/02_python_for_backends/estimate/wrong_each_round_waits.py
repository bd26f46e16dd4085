# kind: anticipated
# message: Two processes compute at a time; their waits overlap.
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if way == "in turn":
        return jobs * (computes + waits)
    if way == "threads":
        return jobs * computes + waits if jobs else 0
    if way in ("processes", "free threads"):
        rounds = -(-jobs // cores)
        return rounds * (computes + waits)
    raise ValueError(way)
