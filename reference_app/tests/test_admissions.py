"""Applications: every move there is and is not, by whom, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, MEI, NOW, REGISTRAR, records_campus
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application.admissions import Admissions, ApplicationQuery
from university.application.errors import ChangedMeanwhile
from university.application.ports.application_repository import ApplicationRepository
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.access import Forbidden, Reach
from university.domain.admissions import AdmissionRefused, Application, Passage, Stage, Step
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.events import Event, EventKind
from university.domain.identity import Role, User

BY = {
    Step.SUBMIT: KOFI, Step.ACCEPT: KOFI, Step.DECLINE: KOFI, Step.WITHDRAW: KOFI,
    Step.REVIEW: REGISTRAR, Step.ASK_AGAIN: REGISTRAR, Step.ADMIT: REGISTRAR, Step.REJECT: REGISTRAR,
}  # fmt: skip
"""Who takes each step."""

WAY_TO = {
    Stage.DRAFT: "",
    Stage.SUBMITTED: "submit",
    Stage.UNDER_REVIEW: "submit review",
    Stage.ADMITTED: "submit review admit",
    Stage.REJECTED: "submit review reject",
    Stage.ACCEPTED: "submit review admit accept",
    Stage.DECLINED: "submit review admit decline",
    Stage.WITHDRAWN: "submit withdraw",
}
LEADS_TO = {
    Stage.DRAFT: {"submit": "submitted", "withdraw": "withdrawn"},
    Stage.SUBMITTED: {"review": "under_review", "withdraw": "withdrawn"},
    Stage.UNDER_REVIEW: {
        "ask_again": "draft",
        "admit": "admitted",
        "reject": "rejected",
        "withdraw": "withdrawn",
    },
    Stage.ADMITTED: {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn"},
}
"""The whole machine, written down a second time."""


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university(records_campus())


@pytest.fixture
def admissions(university: Container) -> Admissions:
    return university.get(Admissions)


def events(university: Container) -> list[Event]:
    with university.get(Units)() as work:
        return [event for _, event in work[EventLog].after(0, 1_000)]


def bring_to(admissions: Admissions, stage: Stage, applicant: User = KOFI, department: str = "BIO") -> str:
    id = admissions.start(applicant, department).id
    admissions.rewrite(applicant, id, "The sea.")
    for word in WAY_TO[stage].split():
        by = REGISTRAR if BY[Step(word)] is REGISTRAR else applicant
        admissions.advance(by, id, Step(word), "Because.")
    return id


def test_a_draft_says_who_wrote_it(admissions: Admissions) -> None:
    draft = admissions.start(KOFI, "BIO")
    assert draft == Application(draft.id, KOFI.id, KOFI.name, KOFI.email, "BIO")
    written = admissions.rewrite(KOFI, draft.id, "  The sea.\nAnd the shore.  ")
    assert written.statement == "The sea.\nAnd the shore."
    assert admissions.get(KOFI, draft.id) == written


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("stage", Stage)
def test_every_step_in_every_stage(
    university: Container, admissions: Admissions, stage: Stage, step: Step
) -> None:
    id = bring_to(admissions, stage)
    before, noted = admissions.get(REGISTRAR, id), events(university)
    target = LEADS_TO.get(stage, {}).get(step)
    if target is None:
        with pytest.raises(AdmissionRefused, match="Nobody can"):
            admissions.advance(BY[step], id, step, "Because.")
        assert admissions.get(REGISTRAR, id) == before
        assert events(university) == noted
        return
    after = admissions.advance(BY[step], id, step, "Because.")
    passage = Passage(step, BY[step].id, NOW, "Because.")
    assert (after.stage, after.history) == (target, (*before.history, passage))
    assert admissions.get(KOFI, id) == after
    details = {"application": id, "step": step, "stage": target, "note": "Because."}
    assert events(university) == [
        *noted, Event(EventKind.APPLICATION_ADVANCED, NOW, BY[step].id, details=details)
    ]  # fmt: skip


@pytest.mark.parametrize("step", Step)
def test_nobody_takes_the_steps_of_the_other_side(admissions: Admissions, step: Step) -> None:
    id = bring_to(admissions, Stage.UNDER_REVIEW)
    wrong = KOFI if BY[step] is REGISTRAR else REGISTRAR
    for user in (wrong, ANA, BIOLOGIST, ADMIN):
        with pytest.raises(Forbidden):
            admissions.advance(user, id, step, "Because.")
    assert admissions.get(KOFI, id).stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize("stage", Stage)
def test_the_steps_on_offer_are_those_that_would_be_taken(admissions: Admissions, stage: Stage) -> None:
    application = admissions.get(REGISTRAR, bring_to(admissions, stage))
    for who in (KOFI, REGISTRAR):
        offered = set(admissions.possible(who, application))
        assert offered == {Step(step) for step in LEADS_TO.get(stage, {}) if BY[Step(step)] is who}
    both = User(KOFI.id, KOFI.email, KOFI.name, KOFI.roles | REGISTRAR.roles)
    assert admissions.possible(both, application) == admissions.possible(KOFI, application)
    assert admissions.possible(ANA, application) == ()


def test_the_application_of_another_is_as_unknown_as_none(admissions: Admissions) -> None:
    messages = set()
    for id in (bring_to(admissions, Stage.DRAFT), "nothing"):
        for attempt in (
            lambda id: admissions.get(MEI, id),
            lambda id: admissions.rewrite(MEI, id, "Mine now."),
            lambda id: admissions.advance(MEI, id, Step.WITHDRAW),
        ):
            with pytest.raises(NotFound) as refused:
                attempt(id)
            messages.add(str(refused.value).replace(id, "…"))
    assert len(messages) == 1


def test_nobody_decides_on_their_own_application(admissions: Admissions) -> None:
    both = User("U-9", "rosa@example.org", "Rosa", frozenset({Role.REGISTRAR, Role.APPLICANT}))
    id = admissions.start(both, "BIO").id
    admissions.rewrite(both, id, "The sea.")
    admissions.advance(both, id, Step.SUBMIT)
    with pytest.raises(AdmissionRefused, match="their own"):
        admissions.advance(both, id, Step.REVIEW)
    assert admissions.advance(REGISTRAR, id, Step.REVIEW).stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DRAFT])
def test_only_a_draft_is_rewritten(admissions: Admissions, stage: Stage) -> None:
    id = bring_to(admissions, stage)
    with pytest.raises(AdmissionRefused, match="can no longer be changed"):
        admissions.rewrite(KOFI, id, "Something else.")
    assert admissions.get(KOFI, id).statement == "The sea."


def test_an_applicant_who_is_asked_again_writes_and_submits_again(admissions: Admissions) -> None:
    id = bring_to(admissions, Stage.UNDER_REVIEW)
    admissions.advance(REGISTRAR, id, Step.ASK_AGAIN, "Say more about the shore.")
    admissions.rewrite(KOFI, id, "The sea and the shore.")
    admissions.advance(KOFI, id, Step.SUBMIT)
    admissions.advance(REGISTRAR, id, Step.REVIEW)
    done = admissions.advance(REGISTRAR, id, Step.ADMIT)
    assert (done.stage, done.statement) == (Stage.ADMITTED, "The sea and the shore.")
    assert [passage.step for passage in done.history] == [
        "submit", "review", "ask_again", "submit", "review", "admit"
    ]  # fmt: skip
    assert done.history[2].note == "Say more about the shore."


@pytest.mark.parametrize(
    ("statement", "error"),
    [("x" * 5_001, AdmissionRefused), ("a\x00b", InvalidValue), ("\udfff", InvalidValue)],
)
def test_a_statement_that_cannot_be_kept_leaves_the_old_one(
    admissions: Admissions, statement: str, error: type[DomainError]
) -> None:
    id = bring_to(admissions, Stage.DRAFT)
    with pytest.raises(error):
        admissions.rewrite(KOFI, id, statement)
    assert admissions.get(KOFI, id).statement == "The sea."


def test_the_longest_statement_is_kept_whole(admissions: Admissions) -> None:
    id, statement = bring_to(admissions, Stage.DRAFT), "Ł🎓" + "x" * 4_998
    admissions.rewrite(KOFI, id, statement)
    assert admissions.get(KOFI, id).statement == statement


def test_an_empty_statement_is_not_submitted(admissions: Admissions) -> None:
    id = admissions.start(KOFI, "BIO").id
    admissions.rewrite(KOFI, id, " \n")
    with pytest.raises(AdmissionRefused, match="statement is empty"):
        admissions.advance(KOFI, id, Step.SUBMIT)


@pytest.mark.parametrize("step", [Step.ASK_AGAIN, Step.REJECT])
@pytest.mark.parametrize("note", ["", "  ", "x" * 501])
def test_a_hard_decision_has_a_reason(admissions: Admissions, step: Step, note: str) -> None:
    id = bring_to(admissions, Stage.UNDER_REVIEW)
    with pytest.raises((AdmissionRefused, InvalidValue)):
        admissions.advance(REGISTRAR, id, step, note)
    assert admissions.get(KOFI, id).stage is Stage.UNDER_REVIEW


def test_of_two_reviewers_one_decides(university: Container, admissions: Admissions) -> None:
    id, second = bring_to(admissions, Stage.UNDER_REVIEW), User("U-9", "r@example.org", "R", REGISTRAR.roles)
    admissions.advance(REGISTRAR, id, Step.ADMIT)
    with pytest.raises(AdmissionRefused, match="Nobody can reject an application that is admitted"):
        admissions.advance(second, id, Step.REJECT, "No places left.")
    assert [passage.actor for passage in admissions.get(KOFI, id).history][2:] == [REGISTRAR.id]
    assert len(events(university)) == 3


def test_who_reviewed_an_older_statement_does_not_decide_on_the_new_one(admissions: Admissions) -> None:
    id = bring_to(admissions, Stage.UNDER_REVIEW)
    seen = len(admissions.get(REGISTRAR, id).history)
    admissions.advance(REGISTRAR, id, Step.ASK_AGAIN, "Say more.", seen=seen)
    admissions.rewrite(KOFI, id, "The shore.")
    admissions.advance(KOFI, id, Step.SUBMIT)
    now = admissions.advance(REGISTRAR, id, Step.REVIEW)
    for older in (seen, 0, -1):
        with pytest.raises(ChangedMeanwhile):
            admissions.advance(REGISTRAR, id, Step.ADMIT, seen=older)
    assert admissions.get(KOFI, id) == now
    assert admissions.advance(REGISTRAR, id, Step.ADMIT, seen=len(now.history)).stage is Stage.ADMITTED


def test_a_save_is_conditional_in_the_store_itself(university: Container, admissions: Admissions) -> None:
    id, everything = bring_to(admissions, Stage.UNDER_REVIEW), Reach(everything=True)
    units = university.get(Units)
    with units() as work:
        seen = work[ApplicationRepository].get(id, within=everything)
        assert seen is not None
    admit = seen.value.advance(Passage(Step.ADMIT, "U-1", NOW))
    reject = seen.value.advance(Passage(Step.REJECT, "U-9", NOW, "No places left."))
    with units() as work:
        assert work[ApplicationRepository].save(admit, seen.version)
        work.commit()
    with units() as work:
        assert not work[ApplicationRepository].save(reject, seen.version)
        work.commit()
    assert admissions.get(KOFI, id) == admit


def test_a_rewrite_is_a_change_like_any_other(university: Container, admissions: Admissions) -> None:
    id, mine = bring_to(admissions, Stage.DRAFT), Reach(user=KOFI.id)
    with university.get(Units)() as work:
        seen = work[ApplicationRepository].get(id, within=mine)
        assert seen is not None
    admissions.rewrite(KOFI, id, "")
    with university.get(Units)() as work:
        submitted = seen.value.advance(Passage(Step.SUBMIT, KOFI.id, NOW))
        assert not work[ApplicationRepository].save(submitted, seen.version)


def test_a_department_must_exist(admissions: Admissions) -> None:
    with pytest.raises(NotFound, match="no department XYZ"):
        admissions.start(KOFI, "XYZ")
    assert admissions.search(KOFI, ApplicationQuery()).total == 0


def test_only_applicants_begin(admissions: Admissions) -> None:
    for user in (ANA, BIOLOGIST, REGISTRAR, ADMIN):
        with pytest.raises(Forbidden):
            admissions.start(user, "BIO")


class TestSearching:
    def test_stage_and_department_narrow_it(self, admissions: Admissions) -> None:
        draft = bring_to(admissions, Stage.DRAFT)
        sea, clay = bring_to(admissions, Stage.SUBMITTED), bring_to(admissions, Stage.SUBMITTED, MEI, "ART")

        def found(**query: object) -> set[str]:
            page = admissions.search(REGISTRAR, ApplicationQuery(**query))  # type: ignore[arg-type]
            assert page.total == len(page.items)
            return {application.id for application in page.items}

        assert found() == {draft, sea, clay}
        assert found(stage=Stage.SUBMITTED) == {sea, clay}
        assert found(stage=Stage.SUBMITTED, department="ART") == {clay}
        assert found(stage=Stage.ADMITTED) == found(department="XYZ") == set()

    def test_who_waits_longest_comes_first_and_drafts_last(
        self, admissions: Admissions, clock: FixedClock
    ) -> None:
        ids = []
        for hour in (3, 1, 2):
            clock.instant = NOW + timedelta(hours=hour)
            ids.append(bring_to(admissions, Stage.SUBMITTED))
        clock.instant = NOW
        draft = bring_to(admissions, Stage.DRAFT)
        in_order = [ids[1], ids[2], ids[0], draft]
        assert [a.id for a in admissions.search(REGISTRAR, ApplicationQuery()).items] == in_order
        pages = [admissions.search(REGISTRAR, ApplicationQuery(page=n, page_size=3)) for n in (1, 2, 3)]
        assert [[a.id for a in page.items] for page in pages] == [in_order[:3], in_order[3:], []]
        assert [(page.total, page.pages) for page in pages] == [(4, 2)] * 3

    def test_applicants_find_their_own(self, admissions: Admissions) -> None:
        own = bring_to(admissions, Stage.ADMITTED)
        bring_to(admissions, Stage.ADMITTED, MEI)
        page = admissions.search(KOFI, ApplicationQuery())
        assert ([a.id for a in page.items], page.total) == ([own], 1)
        for user in (ANA, BIOLOGIST, ADMIN):
            with pytest.raises(Forbidden):
                admissions.search(user, ApplicationQuery())

    @pytest.mark.parametrize("query", [{"page": 0}, {"page": 10**7}, {"page_size": 0}, {"page_size": 101}])
    def test_pages_that_cannot_be(self, query: dict[str, int]) -> None:
        with pytest.raises(InvalidValue):
            ApplicationQuery(**query)  # type: ignore[arg-type]
