# kind: anticipated
# message: Two times of the same zone are subtracted by their hands
def hours_left(closes: datetime, zone: str, clock: Clock) -> int:
    campus = ZoneInfo(zone)
    left = closes.replace(tzinfo=campus) - clock.now().astimezone(campus)
    return max(0, left // timedelta(hours=1))
