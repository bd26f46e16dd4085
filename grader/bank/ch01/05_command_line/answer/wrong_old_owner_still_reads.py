# kind: anticipated
# message: Yuting and Omar are others, whose digit is 0
def answer(question: int) -> list[str] | list[int] | int | str:
    return {
        1: ["omar", "yuting"],
        2: ["yuting"],
        3: ["www-data"],
        4: ["www-data", "yuting"],
        5: "chmod 740 nightly.sh",
        6: 880,
        7: [8001],
        8: "kill 4711",
    }[question]
