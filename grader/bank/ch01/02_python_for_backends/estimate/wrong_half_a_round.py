# kind: anticipated
# message: With more cores than jobs there is one round, as long as one job computes
def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    match way:
        case "in turn":
            return jobs * (computes + waits)
        case "threads":
            return jobs * computes + waits if jobs else 0
        case "processes" | "free threads":
            return round(jobs / cores * computes + waits) if jobs else 0
    raise ValueError(way)
