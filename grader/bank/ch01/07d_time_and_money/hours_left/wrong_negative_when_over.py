# kind: anticipated
# message: When it is over, nothing is left: 0, and no negative number
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    return (closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()) // timedelta(hours=1)
