# kind: anticipated
# message: When it is over, nothing is left: 0
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()
    return abs(left) // timedelta(hours=1)
