"""What students meet on a site that knows them by Flask-Login, and which mail Flask-Mail would have sent."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import Flask
from flask_mail import Message, email_dispatched

from grader.vocabulary.describe import raised

Make = Callable[[dict[str, str]], Flask]
"""From the addresses of students by number to a site."""


def met(make: Make, students: dict[str, str], steps: Sequence[str]) -> list[tuple[int, object]]:
    """Status and JSON (or Location) of each answer of the site `make(students)`; no content of a refusal.

    A step is `ana GET /me` or `ana POST /sign-in student=S-1042`, where `ana` is a browser with its own
    cookies; `S-1042 leaves` takes a student out of `students`, the dict that the site was made with.
    """
    return _walk(make, dict(students), steps)[0]


def mailed(make: Make, students: dict[str, str], steps: Sequence[str]) -> list[dict[str, object]]:
    """The mails of such a walk: `to`, `sender` and `subject` of each."""
    return _walk(make, dict(students), steps)[1]


def _walk(
    make: Make, students: dict[str, str], steps: Sequence[str]
) -> tuple[list[tuple[int, object]], list[dict[str, object]]]:
    site = make(students)
    browsers: dict[str, Any] = {}
    answers = []
    with _outbox() as sent:
        for step in steps:
            name, word, *rest = step.split()
            if word == "leaves":
                del students[name]
                continue
            path, *fields = rest
            browser = browsers.setdefault(name, site.test_client())
            answers.append(_asked(browser, word, path, dict(field.split("=", 1) for field in fields)))
    return answers, [
        {"to": sorted(mail.send_to), "sender": mail.sender, "subject": mail.subject} for mail in sent
    ]


def _asked(browser: Any, method: str, path: str, form: dict[str, str]) -> tuple[int, object]:
    try:
        answer = browser.open(path, method=method, data=form or None)
    except NotImplementedError:
        raise
    except Exception as error:  # a site in testing mode lets its views' exceptions through
        return 500, raised(error)
    if "Location" in answer.headers:
        return answer.status_code, answer.headers["Location"].removeprefix("http://localhost")
    return answer.status_code, answer.get_json() if answer.is_json and answer.status_code < 400 else None


@contextlib.contextmanager
def _outbox() -> Iterator[list[Message]]:
    """Every mail that Flask-Mail hands over while the block runs, in whichever app."""
    sent: list[Message] = []

    def keep(_: Flask, message: Message) -> None:
        sent.append(message)

    with email_dispatched.connected_to(keep):
        yield sent
