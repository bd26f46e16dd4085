# kind: anticipated
# message: Add weeks to the local time
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    begins = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return [begins + timedelta(weeks=week) for week in range(weeks)]
