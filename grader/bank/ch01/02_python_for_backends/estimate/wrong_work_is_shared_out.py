# kind: observed
# message: With more cores than jobs there is one round, as long as one job computes
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if jobs == 0:
        return 0
    if way == "in turn":
        return jobs * (computes + waits)
    if way == "threads":
        return jobs * computes + waits
    if way in ("processes", "free threads"):
        return jobs * computes // cores + waits
    raise ValueError(f"unknown way: {way!r}")
