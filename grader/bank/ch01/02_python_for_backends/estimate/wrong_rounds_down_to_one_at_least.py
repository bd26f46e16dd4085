# kind: anticipated
# message: With fewer cores than jobs there are rounds of computing, and one that is not full takes
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if jobs == 0:
        return 0
    if way == "in turn":
        return jobs * (computes + waits)
    if way == "threads":
        return jobs * computes + waits
    if way in ("processes", "free threads"):
        return max(1, jobs // cores) * computes + waits
    raise ValueError(f"unknown way: {way!r}")
