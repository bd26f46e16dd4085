# kind: anticipated
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    rounds_by_way = {"threads": jobs, "processes": -(-jobs // cores), "free threads": -(-jobs // cores)}
    if way == "in turn":
        return jobs * (computes + waits)
    if way not in rounds_by_way:
        raise ValueError(f"unknown way: {way!r}")
    return rounds_by_way[way] * computes + waits if jobs else 0
