# kind: anticipated
def review(line: int) -> str:
    match line:
        case 8:
            return "B"
        case 9:
            return "A"
        case 14:
            return "D"
        case 17:
            return "C"
    return ""
