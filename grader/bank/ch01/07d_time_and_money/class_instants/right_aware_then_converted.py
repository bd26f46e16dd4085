# kind: anticipated
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    begins = first.replace(tzinfo=ZoneInfo(zone))
    on_campus = map(lambda week: begins + week * timedelta(days=7), range(weeks))
    return [one.astimezone(UTC) for one in on_campus]
