# kind: anticipated
# message: Free threads compute side by side, as processes do
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    if way == "in turn":
        return jobs * (computes + waits)
    if jobs == 0:
        return 0
    if "threads" in way:
        return jobs * computes + waits
    if way == "processes":
        return -(-jobs // cores) * computes + waits
    raise ValueError(way)
