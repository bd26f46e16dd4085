# kind: anticipated
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()
    return max(0, left // timedelta(hours=1))
