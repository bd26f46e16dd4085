"""What a server answers, and how the usual answer is read at a glance.

What h11 does for an answer takes longer than everything else that a client does. So what it would accept in
any case, and nothing else, is read here; it reads all the rest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from grader.web.limits import Limits

_HEAD = re.compile(
    rb"HTTP/1\.1 ([2-9][0-9]{2}) [ -~]*\r\n"
    rb"((?:[-!#$%&'*+.^_`|~0-9a-zA-Z]+: [!-~](?:[ -~]*[!-~])?\r\n)+)\r\n"
)
_LENGTH = re.compile(r"[0-9]{1,9}")
_NO_BODY = frozenset({204, 304})
_NO_BODY_FOR = frozenset({b"HEAD", b"CONNECT"})


class Answer(NamedTuple):
    """What a server sent: the status, the headers as they were written (Latin-1), the body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, given in lower case."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[str]:
        """Every header of this name, given in lower case."""
        return [value for key, value in self.headers if key.lower() == name]

    @property
    def text(self) -> str:
        """The body as UTF-8, whose faults are shown as such."""
        return self.body.decode("utf-8", "replace")

    @property
    def mimetype(self) -> str:
        """The content type without its parameters; empty where there is none."""
        return (self.header("content-type") or "").partition(";")[0].strip()

    @property
    def is_json(self) -> bool:
        """Whether the content type says so."""
        kind, _, what = self.mimetype.partition("/")
        return kind == "application" and (what == "json" or what.endswith("+json"))


def usual(data: bytes, method: bytes, limits: Limits) -> Answer | None:
    """The answer with which `data` begins, if it is whole, within the limits, with headers of plain ASCII and
    a body whose length they tell once."""
    head = _HEAD.match(data)
    if head is None or head.end() > limits.headers or method in _NO_BODY_FOR:
        return None
    lines = head[2].decode("ascii").split("\r\n")[:-1]
    headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    answer = Answer(int(head[1]), headers, b"")
    length = _length(answer)
    if length is None or length > min(limits.body, len(data) - head.end()):
        return None
    return answer._replace(body=data[head.end() : head.end() + length])


def _length(answer: Answer) -> int | None:
    told = answer.all("content-length")
    if answer.status in _NO_BODY or answer.all("transfer-encoding") or len(told) != 1:
        return None
    return int(told[0]) if _LENGTH.fullmatch(told[0]) else None
