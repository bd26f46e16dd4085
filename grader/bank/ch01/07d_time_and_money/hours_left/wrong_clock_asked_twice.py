# kind: anticipated
# message: Ask the clock once: between two questions time goes on
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    end = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if clock.now() >= end:
        return 0
    return (end - clock.now()) // timedelta(hours=1)
