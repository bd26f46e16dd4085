# kind: anticipated
# message: as it was before the `if`
def moments(question: int) -> object:
    return {
        1: ("S-1003", "ART-120"),
        2: ("S-1003", "BIO-201"),
        3: 1,
        4: ['ART-120', 'CHE-101'],
        5: {'S-1003': ['ART-120', 'BIO-201'], 'S-1007': ['ART-120', 'CHE-101'], 'S-1001': ['BIO-201'], 'S-1002': ['CHE-101']},
        6: {'BIO-201': 0, 'CHE-101': 0, 'ART-120': 3},
        7: "TypeError",
    }[question]
