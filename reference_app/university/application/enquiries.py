"""The contact form: anybody asks, the registrar's office answers."""

from __future__ import annotations

import uuid
from datetime import timedelta

from university.application.ports.clock import Clock
from university.application.ports.enquiry_repository import Enquiry, EnquiryRepository
from university.application.ports.unit_of_work import Units
from university.application.texts import checked
from university.application.users import address, person_name
from university.domain.access import Action, reach
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.identity import User

__all__ = ["Enquiries", "Enquiry", "TooManyEnquiries"]

LONGEST = 3_000
"""Characters of a message."""

MOST_A_DAY = 500
"""A form without sign-in fills as fast as programs can write; an office reads no more than this."""

SHOWN = 50


class TooManyEnquiries(DomainError):
    """So much was asked since yesterday that this was not kept."""

    code = "enquiry.too_many"


class Enquiries:
    """Where messages to the office are left and dealt with."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def send(self, name: str, email: str, text: str) -> Enquiry:
        """Leave a message; it takes no user. Raises InvalidValue, TooManyEnquiries."""
        now, words = self._clock.now(), checked(text, "message", LONGEST)
        if not words:
            raise InvalidValue("The message is empty.", remedy="Write what you would like to know.")
        enquiry = Enquiry(str(uuid.uuid4()), person_name(name), address(email), words, now)
        with self._units() as work:
            if work[EnquiryRepository].count(now - timedelta(days=1)) >= MOST_A_DAY:
                raise TooManyEnquiries(
                    "The office cannot take more messages today.", remedy="Come back tomorrow, or telephone."
                )
            work[EnquiryRepository].add(enquiry)
            work.commit()
        return enquiry

    def waiting(self, user: User) -> list[Enquiry]:
        """The 50 oldest messages that nobody has dealt with. Raises Forbidden."""
        reach(user, Action.ANSWER_ENQUIRIES)
        with self._units() as work:
            return work[EnquiryRepository].open(SHOWN)

    def settle(self, user: User, id: str) -> None:
        """Note that the user dealt with it. Raises Forbidden, NotFound."""
        reach(user, Action.ANSWER_ENQUIRIES)
        with self._units() as work:
            if not work[EnquiryRepository].settle(id, user.id):
                raise NotFound("There is no such message waiting.", remedy="Look at the list again.")
            work.commit()
