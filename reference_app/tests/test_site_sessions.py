"""Sessions of the site: whose they are, when they end, and that a secret is nowhere kept."""

from __future__ import annotations

import pytest
from small_campus import ANA, REGISTRAR, MakeUniversity

from university.adapters.clock import FixedClock
from university.application.authentication import Authentication
from university.application.site_sessions import LONGEST, SiteSessions
from university.bootstrap import Container


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university()


@pytest.fixture
def sessions(university: Container) -> SiteSessions:
    return university.get(SiteSessions)


def test_a_session_is_its_users_until_it_is_ended(sessions: SiteSessions) -> None:
    hers, again, theirs = sessions.begin(ANA), sessions.begin(ANA), sessions.begin(REGISTRAR)
    assert len({hers, again, theirs}) == 3 and len(hers) > 40
    assert [sessions.user(secret) for secret in (hers, again, theirs)] == [ANA, ANA, REGISTRAR]
    sessions.end(hers)
    sessions.end(hers)
    assert [sessions.user(secret) for secret in (hers, again, theirs)] == [None, ANA, REGISTRAR]


@pytest.mark.parametrize("secret", ["", "x" * 10_000, "\x00", "\ud800", "ü"])
def test_what_was_not_begun_is_nobodys(sessions: SiteSessions, secret: str) -> None:
    sessions.begin(ANA)
    assert sessions.user(secret) is None
    sessions.end(secret)


def test_a_session_ends_by_itself(sessions: SiteSessions, clock: FixedClock) -> None:
    secret = sessions.begin(ANA)
    clock.instant += LONGEST
    assert sessions.user(secret) is None
    sessions.begin(REGISTRAR)  # which also clears what has ended
    clock.instant -= LONGEST
    assert sessions.user(secret) is None


def test_another_password_ends_its_users_sessions_alone(
    university: Container, sessions: SiteSessions
) -> None:
    hers, theirs = sessions.begin(ANA), sessions.begin(REGISTRAR)
    university.get(Authentication).set_password(ANA.email, "a few words in a row")
    assert (sessions.user(hers), sessions.user(theirs)) == (None, REGISTRAR)
