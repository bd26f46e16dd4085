# kind: anticipated
# message: Ask the clock that you were given
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - datetime.now(UTC)
    return max(0, left // timedelta(hours=1))
