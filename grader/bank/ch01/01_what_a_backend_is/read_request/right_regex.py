# kind: anticipated
import re


def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    end = data.index(b"\r\n\r\n")
    text, rest = data[:end].decode("latin-1"), data[end + 4 :]
    found = re.fullmatch(r"([^ ]+) ([^ ]+) ([^ ]+)", text.split("\r\n")[0])
    if found is None:
        raise ValueError("the first line has not three parts")
    headers = {
        line[: line.index(":")].lower(): line[line.index(":") + 1 :].strip() for line in text.split("\r\n")[1:]
    }
    return found[1], found[2], headers, rest[: int(headers.get("content-length", 0))]
