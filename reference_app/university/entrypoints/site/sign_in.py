"""Signing in and out, and changing one's password."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from university.application.authentication import (
    DEMO_PASSWORD,
    Authentication,
    SignInRefused,
    TooManyAttempts,
)
from university.application.site_sessions import SiteSessions
from university.domain.errors import InvalidValue
from university.domain.identity import Role, User
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.look import has_page
from university.entrypoints.site.who import SignInNeeded, current_user, recognise_by, signed_in

FIRST_PAGES = {
    Role.STUDENT: "timetable.student",
    Role.PROFESSOR: "teaching.index",
    Role.REGISTRAR: "desk.index",
    Role.ADMIN: "log.index",
    Role.APPLICANT: "applications.index",
}
"""Where somebody with the role begins; of several roles the first counts."""

SECRET = "session"  # noqa: S105 - the name of what is kept in the cookie
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""An address of this site. `//evil.example`, `/\\evil.example` and `https:` would lead elsewhere."""


def create_blueprint(authentication: Authentication, sessions: SiteSessions) -> Blueprint:
    """The pages /sign-in, /sign-out and /account."""
    pages = Blueprint("sign_in", __name__)

    @pages.record_once
    def recognise(state: BlueprintSetupState) -> None:
        recognise_by(state.app, lambda: _by_session(sessions))

    @pages.app_errorhandler(SignInNeeded)
    def ask(_: SignInNeeded) -> Response:
        # What was posted is lost with the redirect, so only a page that was opened is opened again.
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        flash("Sign in first: this page needs to know who you are.", "notice")
        return redirect(url_for("sign_in.form", next=wanted), 303)

    @pages.get("/sign-in")
    def form() -> str | Response:
        user = current_user()
        return redirect(_begin(user), 303) if user else _form()

    @pages.post("/sign-in")
    def sign_in() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
        email, password = request.form.get("email", ""), request.form.get("password", "")
        try:
            user = authentication.sign_in(email, password, _client())
        except SignInRefused as refused:
            return _form(refused, email[:254]), status_of(refused)
        except TooManyAttempts as refused:
            return _form(refused, email[:254]), status_of(refused), {"Retry-After": str(refused.retry_after)}
        _start(user)
        wanted = request.form.get("next", "")
        return redirect(request.script_root + wanted if LOCAL.fullmatch(wanted) else _begin(user), 303)

    @pages.post("/sign-out")
    def sign_out() -> Response:
        sessions.end(_secret())
        session.clear()
        flash("You are signed out.", "success")
        return redirect(url_for("home.index"), 303)

    @pages.get("/account")
    def account() -> str:
        return render_template("site/account.html", account=signed_in(), error=None)

    @pages.post("/account")
    def change() -> Response | tuple[str, int]:
        user = signed_in()
        old, new = request.form.get("old", ""), request.form.get("new", "")
        try:
            if new != request.form.get("again", ""):
                raise InvalidValue("The new password was typed in two ways.", remedy="Type it twice alike.")
            authentication.change_password(user, old, new, _client())
        except (SignInRefused, TooManyAttempts, InvalidValue) as refused:
            return render_template("site/account.html", account=user, error=refused), status_of(refused)
        # That ended every session, this one and whoever else's.
        _start(user)
        flash("Your password is changed.", "success")
        return redirect(url_for(".account"), 303)

    def _start(user: User) -> None:
        # A new session: nothing that a stranger put into the old one, the form token included, lives on.
        session.clear()
        session[SECRET] = sessions.begin(user)
        session.permanent = True

    def _form(error: Exception | None = None, email: str = "") -> str:
        wanted = request.values.get("next", "")
        return render_template(
            "site/sign_in.html",
            error=error,
            email=email,
            next=wanted if LOCAL.fullmatch(wanted) else "",
            accounts=authentication.open_accounts(),
            demo_password=DEMO_PASSWORD,
        )

    return pages


def _by_session(sessions: SiteSessions) -> User | None:
    """Whose session the signed cookie names, if it still counts."""
    if SECRET not in session:
        return None
    user = sessions.user(_secret())
    if user is None:
        session.clear()
    return user


def _secret() -> str:
    return str(session.get(SECRET, ""))


def _begin(user: User) -> str:
    pages = (page for role, page in FIRST_PAGES.items() if role in user.roles and has_page(page))
    return url_for(next(pages, "home.index"))


def _client() -> str:
    return request.remote_addr or ""
