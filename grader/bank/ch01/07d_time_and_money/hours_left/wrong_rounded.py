# kind: anticipated
# message: rounded down
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()
    return max(0, round(left.total_seconds() / 3600))
