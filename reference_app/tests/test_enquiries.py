"""The contact form's messages, on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_campus import ANA, REGISTRAR, records_campus
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application import enquiries as module
from university.application.enquiries import Enquiries, TooManyEnquiries
from university.domain.access import Forbidden
from university.domain.errors import InvalidValue, NotFound


@pytest.fixture
def enquiries(make_university: MakeUniversity) -> Enquiries:
    return make_university(records_campus()).get(Enquiries)


def test_a_message_waits_until_it_is_settled(enquiries: Enquiries, clock: FixedClock) -> None:
    first = enquiries.send(" Zoë  Okafor ", "ZOE@example.org", "When does\nthe term begin? ")
    clock.instant += timedelta(minutes=1)
    second = enquiries.send("Mei", "mei@example.org", "<b>And the next?</b>")
    assert (first.name, first.email, first.text) == (
        "Zoë Okafor",
        "zoe@example.org",
        "When does\nthe term begin?",
    )
    assert enquiries.waiting(REGISTRAR) == [first, second]
    enquiries.settle(REGISTRAR, first.id)
    assert enquiries.waiting(REGISTRAR) == [second]
    for id in (first.id, "nothing", "\x00"):
        with pytest.raises(NotFound):
            enquiries.settle(REGISTRAR, id)


def test_only_the_office_reads_and_settles(enquiries: Enquiries) -> None:
    sent = enquiries.send("Mei", "mei@example.org", "A question.")
    with pytest.raises(Forbidden):
        enquiries.waiting(ANA)
    with pytest.raises(Forbidden):
        enquiries.settle(ANA, sent.id)
    assert enquiries.waiting(REGISTRAR) == [sent]


@pytest.mark.parametrize(
    ("name", "email", "text"),
    [
        ("", "mei@example.org", "A question."),
        ("Mei", "mei@example", "A question."),
        ("Mei", "mei@example.org\nbcc: all@example.org", "A question."),
        ("Mei", "mei@example.org", "  \n"),
        ("Mei", "mei@example.org", "x" * 3001),
        ("Mei", "mei@example.org", "\x1b[31m"),
        ("x" * 201, "mei@example.org", "A question."),
    ],
)
def test_what_is_no_message_is_refused(enquiries: Enquiries, name: str, email: str, text: str) -> None:
    with pytest.raises(InvalidValue):
        enquiries.send(name, email, text)
    assert enquiries.waiting(REGISTRAR) == []


def test_a_flood_is_stopped_for_a_day(
    enquiries: Enquiries, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_A_DAY", 2)
    for _ in range(2):
        enquiries.send("Mei", "mei@example.org", "A question.")
    with pytest.raises(TooManyEnquiries):
        enquiries.send("Mei", "mei@example.org", "A question.")
    clock.instant += timedelta(days=1)
    enquiries.send("Mei", "mei@example.org", "A question.")
