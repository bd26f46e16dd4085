from university.domain.timetable import Meeting


def clashes(new: Meeting, held: Meeting) -> bool:
    """Whether the new meeting begins while the held one is on."""
    return new.day == held.day and held.start <= new.start < held.end
