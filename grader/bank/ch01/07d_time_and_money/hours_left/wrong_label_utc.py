# kind: anticipated
# message: convert both to UTC first
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    left = closes.replace(tzinfo=UTC) - clock.now()
    return max(0, left // timedelta(hours=1))
