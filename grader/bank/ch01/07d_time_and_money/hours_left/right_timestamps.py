# kind: anticipated
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    now = clock.now()
    seconds = closes.replace(tzinfo=ZoneInfo(zone)).timestamp() - now.timestamp()
    return int(seconds // 3600) if seconds > 0 else 0
