# kind: anticipated
def untangled() -> dict[str, str]:
    text = TANGLED["campus/rooms.py"].replace("from campus.people import Student\n", "")
    text = text.replace("        student = Student", "        from campus.people import Student\n        student = Student")
    return TANGLED | {"campus/rooms.py": text}
