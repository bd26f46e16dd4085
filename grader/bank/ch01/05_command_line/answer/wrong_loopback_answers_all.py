# kind: anticipated
# message: 0.0.0.0 stands for every address
def answer(question: int) -> list[str] | list[int] | int | str:
    return {
        1: ["omar", "yuting"],
        2: ["yuting"],
        3: ["www-data"],
        4: ["www-data"],
        5: "chmod 740 nightly.sh",
        6: 880,
        7: [5432, 8000, 8001],
        8: "kill 4711",
    }[question]
