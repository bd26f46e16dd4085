# kind: anticipated
# message: group 5 without the 1 for executing
def answer(question: int) -> list[str] | list[int] | int | str:
    return {
        1: ["omar", "yuting"],
        2: ["yuting"],
        3: ["www-data"],
        4: ["www-data"],
        5: "chmod 750 nightly.sh",
        6: 880,
        7: [8001],
        8: "kill 4711",
    }[question]
