# kind: anticipated
def class_instants(first: datetime, weeks: int, zone: str) -> list[datetime]:
    campus, meeting, found = ZoneInfo(zone), first, []
    while len(found) < weeks:
        aware = datetime.combine(meeting.date(), meeting.time(), tzinfo=campus)
        found.append(aware.astimezone(UTC))
        meeting = meeting + timedelta(days=7)
    return found
