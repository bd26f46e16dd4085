# kind: anticipated
# message: No module named 'campus.people'
def untangled() -> dict[str, str]:
    return {
        "campus/rooms.py": TANGLED["campus/rooms.py"].replace("from campus.people import Student\n", "").replace(
            "        student = Student(", "        from campus.people import Student\n\n        student = Student("
        )
    }
