# kind: anticipated
# message: expected `['2027-02-01 09:00 UTC', '2027-02-08 09:00 UTC']`
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    return [
        (first + timedelta(weeks=week)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for week in range(weeks + 1)
    ]
