# kind: anticipated
import heapq


def estimate(way: str, jobs: int, computes: int, waits: int, cores: int) -> int:
    """Milliseconds until the last job has ended. Raises ValueError for an unknown way."""
    workers = {"in turn": 1, "threads": 1, "processes": cores, "free threads": cores}
    if way not in workers:
        raise ValueError(f"choose one of {', '.join(workers)}")
    free_at = [0] * workers[way]
    end = 0
    for _ in range(jobs):
        begins = heapq.heappop(free_at)
        computed = begins + computes
        end = max(end, computed + waits)
        heapq.heappush(free_at, computed + waits if way == "in turn" else computed)
    return end
