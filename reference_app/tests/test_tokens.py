"""Tokens: whose they are, how long they count, and that a secret is nowhere kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_campus import ANA, REGISTRAR, MakeUniversity

from university.adapters.clock import FixedClock
from university.application.tokens import MOST_TOKENS, TokenRefused, Tokens, TooManyTokens
from university.domain.errors import InvalidValue, NotFound


@pytest.fixture
def tokens(make_university: MakeUniversity) -> Tokens:
    return make_university().get(Tokens)


def test_a_token_stands_for_its_user(tokens: Tokens) -> None:
    hers, theirs = tokens.issue(ANA, " a  script "), tokens.issue(REGISTRAR)
    assert (tokens.bearer(hers.secret), tokens.bearer(theirs.secret)) == (ANA, REGISTRAR)
    assert tokens.of(ANA) == [hers.token]
    assert hers.token.label == "a  script"
    assert hers.secret not in repr(hers) and hers.secret.startswith("uni_") and len(hers.secret) > 40


def test_what_was_not_issued_does_not_count(tokens: Tokens) -> None:
    tokens.issue(ANA)
    for secret in ("", "uni_", "x" * 10_000, "\x00", "\ud800", "uni_ü"):
        with pytest.raises(TokenRefused):
            tokens.bearer(secret)


def test_a_token_ends(tokens: Tokens, clock: FixedClock) -> None:
    made = tokens.issue(ANA, days=1)
    clock.instant += timedelta(days=1, microseconds=-1)
    assert tokens.bearer(made.secret) == ANA
    clock.instant += timedelta(microseconds=1)
    assert tokens.of(ANA) == []
    with pytest.raises(TokenRefused):
        tokens.bearer(made.secret)


def test_a_user_revokes_their_own(tokens: Tokens) -> None:
    made = tokens.issue(ANA)
    for user, id in ((REGISTRAR, made.token.id), (ANA, "none"), (ANA, "\x00")):
        with pytest.raises(NotFound):
            tokens.revoke(user, id)
    tokens.revoke(ANA, made.token.id)
    with pytest.raises(TokenRefused):
        tokens.bearer(made.secret)


def test_nobody_has_more_tokens_than_they_can_look_after(tokens: Tokens, clock: FixedClock) -> None:
    for _ in range(MOST_TOKENS):
        tokens.issue(ANA, days=1)
    with pytest.raises(TooManyTokens):
        tokens.issue(ANA)
    clock.instant += timedelta(days=1)
    assert tokens.of(ANA) == [] and tokens.issue(ANA).token in tokens.of(ANA)


def test_a_token_that_cannot_be(tokens: Tokens) -> None:
    for label, days in (("x" * 101, 1), ("\x00", 1), ("", 0), ("", 91), ("", -1)):
        with pytest.raises(InvalidValue):
            tokens.issue(ANA, label, days)
    assert tokens.of(ANA) == []
