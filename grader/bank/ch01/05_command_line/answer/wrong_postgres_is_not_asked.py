# kind: anticipated
# message: look for the line with this address and this port
def answer(question: int) -> list[str] | list[int] | int | str:
    return {
        1: ["omar", "yuting"],
        2: ["yuting"],
        3: ["www-data"],
        4: ["www-data"],
        5: "chmod 740 nightly.sh",
        6: 5432,
        7: [8001],
        8: "kill 4711",
    }[question]
