# kind: anticipated
# message: the circle must be broken for both orders
def untangled() -> dict[str, str]:
    return {
        "campus/__init__.py": "",
        "campus/people.py": """
""",
        "campus/rooms.py": """

class Student:
    def __init__(self, name, room=None):
        self.name = name
        self.room = room or Room("the corridor", 0)

    def where(self):
        return f"{self.name} sits in {self.room.name}"


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
