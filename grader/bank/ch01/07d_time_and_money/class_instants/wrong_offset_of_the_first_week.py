# kind: anticipated
# message: find the instant of each week by itself
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    offset = first.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return [(first + timedelta(weeks=week) - offset).replace(tzinfo=UTC) for week in range(weeks)]
