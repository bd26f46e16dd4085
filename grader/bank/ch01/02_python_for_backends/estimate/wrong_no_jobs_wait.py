# kind: anticipated
# message: Where there is no job, nobody waits either
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if way == "in turn":
        return jobs * (computes + waits)
    if way == "threads":
        return jobs * computes + waits
    if way in {"processes", "free threads"}:
        return -(-jobs // cores) * computes + waits
    raise ValueError(f"{way!r} is no way")
