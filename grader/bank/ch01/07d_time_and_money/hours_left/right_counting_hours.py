# kind: anticipated
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    moment = clock.now() + timedelta(hours=1)
    end = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    hours = 0
    while moment <= end:
        hours, moment = hours + 1, moment + timedelta(hours=1)
    return hours
