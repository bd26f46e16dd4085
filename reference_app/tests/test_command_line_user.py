"""`university user`."""

from __future__ import annotations

from pathlib import Path

from university.application.authentication import DEMO_PASSWORD, Authentication
from university.bootstrap import build
from university.domain.identity import Role
from university.settings import Settings

SECRET = "a heron stands in the reeds"  # noqa: S105


def test_an_account_is_made_and_signs_in(run, tmp_path: Path) -> None:
    assert run("db", "upgrade").exit_code == 0
    made = run("user", "add", "Rosa@Example.org", "Rosa Registrar", "--role", "registrar")
    assert made.exit_code == 0 and "university user password rosa@example.org" in made.output
    done = run("user", "password", "rosa@example.org", "--password", SECRET)
    assert done.exit_code == 0 and SECRET not in done.output
    url = f"sqlite:///{tmp_path / 'university.db'}"
    production = build(Settings(database_url=url, environment="production", secret_key="k" * 40))
    user = production.get(Authentication).sign_in("rosa@example.org", SECRET, "192.0.2.1")
    production.close()
    assert (user.name, user.roles) == ("Rosa Registrar", frozenset({Role.REGISTRAR}))


def test_what_cannot_be_is_refused_in_words(run) -> None:
    assert run("db", "upgrade").exit_code == 0
    for words, said in [
        (("add", "rosa", "Rosa", "--role", "registrar"), "no e-mail address"),
        (("add", "ana@example.org", "Ana", "--role", "student"), "come together"),
        (("add", "ana@example.org", "Ana", "--role", "queen"), "'queen' is not one of"),
        (("password", "nobody@example.org", "--password", SECRET), "no such user"),
        (("password", "nobody@example.org", "--password", "short"), "15 to 200"),
        (("password", "nobody@example.org", "--password", DEMO_PASSWORD), "14 characters"),
    ]:
        refused = run("user", *words)
        assert refused.exit_code == 2, words
        assert said in refused.output


def test_seeding_prints_who_can_sign_in_and_only_in_a_demonstration(run) -> None:
    shown = run("seed").output
    assert DEMO_PASSWORD in shown and "s-1042@aldermoor.example" in shown
    production = {"UNIVERSITY_ENVIRONMENT": "production", "UNIVERSITY_SECRET_KEY": "k" * 40}
    hidden = run("seed", "--reset", **production).output
    assert "Stored" in hidden and DEMO_PASSWORD not in hidden and "@" not in hidden
