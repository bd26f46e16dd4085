# kind: anticipated
# message: (a float); expected `7` (an int)
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()
    return max(0, left.total_seconds() // 3600)
