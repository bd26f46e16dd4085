# kind: observed
# message: Ask the clock once: between two questions time goes on
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    end = closes.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    hours = (end - clock.now()) // timedelta(hours=1)
    return hours if clock.now() < end else 0
