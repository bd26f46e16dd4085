"""What each operation needs, written down once more beside the app: a row that is missing fails the tests."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from university.domain.access import Action

ANYBODY = frozenset({"anybody"})
"""Nobody has to be known."""
PASSWORD = frozenset({"password"})
"""Who asks shows an address and a password instead of a token."""
KNOWN = frozenset({"known"})
"""Any user may do this to what is theirs."""

EVERYBODYS = frozenset({"everybody's places"})
"""Who may enrol everybody, and not only themselves."""
V2_ALONE = {"sweeps_start"}
"""Work after the answer, which a WSGI app has no place for."""


@dataclass(frozen=True)
class Row:
    """An operation with one body: which actions permit it; one of them is enough."""

    needs: frozenset[str]
    body: object = None


def _needs(*actions: Action, body: object = None) -> Row:
    return Row(frozenset(actions), body)


ENROL = {"section": "BIO-201-S"}
CHANGE = {"student": "S-1", "old": "A-", "new": "A", "reason": "A page was overlooked."}

ROWS: dict[str, list[Row]] = {
    "root_root": [Row(ANYBODY)],
    "catalogue_departments": [Row(ANYBODY)],
    "catalogue_department": [Row(ANYBODY)],
    "catalogue_courses": [Row(ANYBODY)],
    "catalogue_course": [Row(ANYBODY)],
    "catalogue_terms": [Row(ANYBODY)],
    "catalogue_term": [Row(ANYBODY)],
    "catalogue_sections": [Row(ANYBODY)],
    "catalogue_section": [Row(ANYBODY)],
    "me_me": [Row(KNOWN)],
    "me_issue": [Row(PASSWORD, {})],
    "me_mine": [Row(KNOWN)],
    "me_revoke": [Row(KNOWN)],
    "students_search": [_needs(Action.SEE_STUDENTS)],
    "students_student": [_needs(Action.SEE_STUDENTS)],
    "students_timetable": [_needs(Action.SEE_RECORD)],
    "students_enrol": [_needs(Action.ENROL, body=ENROL)],
    "students_enrolment": [_needs(Action.SEE_RECORD)],
    "students_change": [
        _needs(Action.ENROL, body={"status": "enrolled"}),
        _needs(Action.ENROL, body={"status": "withdrawn"}),
    ],
    "students_drop": [_needs(Action.ENROL)],
    "students_assess": [_needs(Action.ENROL)],
    "records_record": [_needs(Action.SEE_RECORD)],
    "records_versions": [_needs(Action.ISSUE_TRANSCRIPT)],
    "records_issue": [_needs(Action.ISSUE_TRANSCRIPT)],
    "records_transcript": [_needs(Action.ISSUE_TRANSCRIPT)],
    "records_standing": [_needs(Action.SEE_RECORD)],
    "records_place": [_needs(Action.HANDLE_HOLDS, body={"kind": "library", "reason": "A book."})],
    "records_release": [_needs(Action.HANDLE_HOLDS)],
    "grades_roster": [_needs(Action.SEE_ROSTER)],
    "grades_waitlist": [_needs(Action.SEE_ROSTER)],
    "grades_sheet": [_needs(Action.SEE_ROSTER)],
    "grades_enter": [_needs(Action.ENTER_GRADES, body={"grades": {"S-1": "A"}})],
    "grades_step": [
        _needs(Action.ENTER_GRADES, body={"step": "submit"}),
        _needs(Action.POST_GRADES, body={"step": "give_back"}),
        _needs(Action.POST_GRADES, body={"step": "post"}),
    ],
    "grades_changes": [_needs(Action.SEE_ROSTER)],
    "grades_change": [_needs(Action.POST_GRADES, body=CHANGE)],
    "applications_search": [_needs(Action.APPLY, Action.REVIEW_APPLICATIONS)],
    "applications_start": [_needs(Action.APPLY, body={"department": "BIO"})],
    "applications_application": [_needs(Action.APPLY, Action.REVIEW_APPLICATIONS)],
    "applications_rewrite": [_needs(Action.APPLY, body={"statement": "Why not?"})],
    "applications_step": [
        *(_needs(Action.APPLY, body={"step": step}) for step in ("submit", "accept", "decline", "withdraw")),
        *(
            _needs(Action.REVIEW_APPLICATIONS, body={"step": step})
            for step in ("review", "ask_again", "admit", "reject")
        ),
    ],
    "sweeps_start": [Row(EVERYBODYS)],
    "events_events": [_needs(Action.SEE_EVENTS)],
}
"""By operation id."""

REPORTS = (
    "courses_nobody_takes",
    "large_courses",
    "fill_rates",
    "first_arrivals",
    "demand",
    "grade_shares",
    "foundations",
    "at_risk",
)
if find_spec("university.entrypoints.api_v2.reports"):  # they come a chapter later
    ROWS |= {f"reports_{name}": [_needs(Action.SEE_REPORTS)] for name in REPORTS}
