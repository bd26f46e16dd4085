# kind: anticipated
# message: No weeks, no meetings: an empty list
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    local, campus = first, ZoneInfo(zone)
    found = [local.replace(tzinfo=campus).astimezone(UTC)]
    for _ in range(weeks - 1):
        local += timedelta(weeks=1)
        found.append(local.replace(tzinfo=campus).astimezone(UTC))
    return found
