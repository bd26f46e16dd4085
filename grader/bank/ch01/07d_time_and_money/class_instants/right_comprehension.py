# kind: anticipated
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    return [
        (first + timedelta(weeks=week)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for week in range(weeks)
    ]
