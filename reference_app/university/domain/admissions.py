"""Applications for admission: a state machine that remembers every step."""

import enum
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from university.domain.access import Action
from university.domain.errors import DomainError


class Stage(enum.StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    ADMITTED = "admitted"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(enum.StrEnum):
    """What somebody does with an application."""

    SUBMIT = "submit"
    REVIEW = "review"
    ASK_AGAIN = "ask_again"
    ADMIT = "admit"
    REJECT = "reject"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


MOVES: dict[tuple[Stage, Step], Stage] = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.REVIEW): Stage.UNDER_REVIEW,
    (Stage.UNDER_REVIEW, Step.ASK_AGAIN): Stage.DRAFT,
    (Stage.UNDER_REVIEW, Step.ADMIT): Stage.ADMITTED,
    (Stage.UNDER_REVIEW, Step.REJECT): Stage.REJECTED,
    (Stage.ADMITTED, Step.ACCEPT): Stage.ACCEPTED,
    (Stage.ADMITTED, Step.DECLINE): Stage.DECLINED,
    (Stage.DRAFT, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.SUBMITTED, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.UNDER_REVIEW, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.ADMITTED, Step.WITHDRAW): Stage.WITHDRAWN,
}
"""Every move there is; a stage without one is final."""

DECISIONS = (Step.REVIEW, Step.ASK_AGAIN, Step.ADMIT, Step.REJECT)
WHO = dict.fromkeys(Step, Action.APPLY) | dict.fromkeys(DECISIONS, Action.REVIEW_APPLICATIONS)
"""What a user must be allowed to do for a step."""

LONGEST_STATEMENT = 5_000


class AdmissionRefused(DomainError):
    """The application's stage or content does not allow this step."""

    code = "admission.refused"


@dataclass(frozen=True, slots=True)
class Passage:
    """One step that was taken: by whom (a user's id), when (UTC), and with which note."""

    step: Step
    actor: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """An application for a department; every change gives a new one, `history` is in the order of time."""

    id: str
    applicant: str
    name: str
    email: str
    department: str
    statement: str = ""
    stage: Stage = Stage.DRAFT
    history: tuple[Passage, ...] = ()

    def rewrite(self, statement: str) -> Self:
        """Another statement, while it is a draft. Raises AdmissionRefused."""
        if self.stage is not Stage.DRAFT:
            raise AdmissionRefused(
                f"The application is {_words(self.stage)} and can no longer be changed.",
                remedy="Write to the admissions office.",
            )
        if len(statement) > LONGEST_STATEMENT:
            raise AdmissionRefused(
                f"The statement has {len(statement):,} characters.",
                remedy=f"Shorten it to {LONGEST_STATEMENT:,}.",
            )
        return replace(self, statement=statement)

    def advance(self, passage: Passage) -> Self:
        """The application after the step. Raises AdmissionRefused."""
        target = MOVES.get((self.stage, passage.step))
        if target is None:
            possible = [step for stage, step in MOVES if stage is self.stage]
            raise AdmissionRefused(
                f"Nobody can {_words(passage.step)} an application that is {_words(self.stage)}.",
                remedy=f"Possible now: {', '.join(map(_words, possible)) or 'nothing, it is closed'}.",
            )
        if passage.actor == self.applicant and WHO[passage.step] is not Action.APPLY:
            raise AdmissionRefused("Nobody decides on their own application.", remedy="Ask a colleague.")
        if passage.step is Step.SUBMIT and not self.statement.strip():
            raise AdmissionRefused("The statement is empty.", remedy="Write why you want to study here.")
        if passage.step in (Step.ASK_AGAIN, Step.REJECT) and not passage.note.strip():
            raise AdmissionRefused("This decision needs a reason.", remedy="Add a note for the applicant.")
        return replace(self, stage=target, history=(*self.history, passage))


def _words(name: Stage | Step) -> str:
    return name.replace("_", " ")
