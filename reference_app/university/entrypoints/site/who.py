"""Who is asking, for pages that need to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import current_app, g
from flask.sansio.app import App

from university.application.front_desk import FRONT_DESK
from university.domain.access import Forbidden
from university.domain.identity import User

Recognise = Callable[[], User | None]

KEY = "university.recognise"


class SignInNeeded(Forbidden):
    """Nobody is signed in, and the page is for somebody."""

    code = "access.sign_in"

    def __init__(self) -> None:
        super().__init__("This page needs to know who you are.", remedy="Sign in first.")


def recognise_by(app: App, recognise: Recognise) -> None:
    """Let `recognise` say who is asking: at most once a request, and only when a page wants it."""
    app.extensions[KEY] = recognise


def current_user() -> User | None:
    """Who is signed in, or None."""
    if "user" not in g:
        g.user = None  # if this fails, the error page asks again
        recognise: Recognise | None = current_app.extensions.get(KEY)
        g.user = recognise() if recognise else None
    return cast("User | None", g.user)


def signed_in() -> User:
    """Who is signed in. Raises SignInNeeded."""
    user = current_user()
    if user is None:
        raise SignInNeeded
    return user


def at_the_desk() -> User:
    """Who acts at the enrolment desk: whoever is signed in; in a demonstration otherwise the desk itself."""
    if current_user() is None and current_app.config["DEMONSTRATION"]:
        return FRONT_DESK
    return signed_in()


def own_number() -> str:
    """The student number of who is signed in. Raises SignInNeeded, Forbidden."""
    number = signed_in().student
    if number is None:
        raise Forbidden("This page is for students.", remedy="Sign in as one, or go to your own pages.")
    return number
