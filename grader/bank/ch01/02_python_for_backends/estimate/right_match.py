# kind: anticipated
import math


def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    match way:
        case "in turn":
            total = (computes + waits) * jobs
        case "threads":
            total = computes * jobs + waits
        case "processes" | "free threads":
            total = computes * math.ceil(jobs / cores) + waits
        case _:
            raise ValueError("No such way: " + repr(way))
    return total if jobs > 0 else 0
