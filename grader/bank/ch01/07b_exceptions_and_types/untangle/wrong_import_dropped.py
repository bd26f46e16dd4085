# kind: anticipated
# message: whatever it needs of `campus.people` must be there when a method runs
def untangled() -> dict[str, str]:
    return {
        "campus/__init__.py": "",
        "campus/people.py": """
from campus.rooms import Room

class Student:
    def __init__(self, name, room=None):
        self.name = name
        self.room = room or Room("the corridor", 0)

    def where(self):
        return f"{self.name} sits in {self.room.name}"
""",
        "campus/rooms.py": """
class Room:
    def __init__(self, name, seats):
        self.name, self.seats, self.inside = name, seats, []

    def admit(self, name):
        if len(self.inside) >= self.seats:
            return None
        student = Student(name, self)
        self.inside.append(student)
        return student

    def board(self):
        return f"{self.name}: {len(self.inside)} of {self.seats} seats"
""",
    }
