# kind: anticipated
def clash_table() -> list[tuple[str, str, bool]]:
    """At most eight rows: two meetings of a student, and whether they clash."""

    def meeting(begin: int, end: int, place: str, day: str = "Wed") -> str:
        """A meeting as text; begin and end are minutes since midnight."""
        return f"{day} {begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02} {place}"

    ten, eleven, noon = 600, 660, 720
    first = meeting(ten, eleven, "North")
    # minutes between the end of `first` and the start of a meeting in the other building
    ways = [(first, meeting(eleven + gap, noon + 30, "South"), gap < 15) for gap in (14, 15)]
    turned = [(other, one, clash) for one, other, clash in ways]
    overlap = [
        (meeting(ten + 20, eleven + 20, "North"), first, True),
        (meeting(ten, 14 * 60, "North"), meeting(13 * 60, 15 * 60, "North"), True),
    ]
    apart = [
        (first, meeting(eleven, noon, "North"), False),
        (first, meeting(ten, eleven, "North", day="Thu"), False),
    ]
    return ways + turned + overlap + apart
