# kind: anticipated
# message: only writes another label
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    return [(first + timedelta(weeks=week)).replace(tzinfo=UTC) for week in range(weeks)]
