# kind: anticipated
# message: and that the group may write does not help him
def answer(question: int) -> list[str] | list[int] | int | str:
    return {
        1: ["omar", "yuting"],
        2: ["omar", "yuting"],
        3: ["www-data"],
        4: ["www-data"],
        5: "chmod 740 nightly.sh",
        6: 880,
        7: [8001],
        8: "kill 4711",
    }[question]
