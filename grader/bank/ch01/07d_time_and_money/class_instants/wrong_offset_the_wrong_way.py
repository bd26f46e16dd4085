# kind: anticipated
# message: The campus is five and a half hours ahead of UTC
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    found = []
    for week in range(weeks):
        local = first + timedelta(weeks=week)
        offset = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
        found.append((local + offset).replace(tzinfo=UTC))
    return found
