# kind: anticipated
# message: make the local time aware, then convert it to UTC
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    return [(first + timedelta(weeks=week)).astimezone(UTC) for week in range(weeks)]
