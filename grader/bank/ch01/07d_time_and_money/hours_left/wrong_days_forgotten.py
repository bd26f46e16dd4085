# kind: anticipated
# message: All hours count, those of whole days as well
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - clock.now()
    return max(0, left.seconds // 3600)
