"""What a WSGI server starts."""

from __future__ import annotations

import pytest

from university.settings import SettingsError
from university.wsgi import create_app


def test_the_site_is_made_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIVERSITY_DATABASE_URL", "memory:")
    monkeypatch.setenv("UNIVERSITY_ENVIRONMENT", "production")
    monkeypatch.setenv("UNIVERSITY_LOG_FORMAT", "text")  # logs stay pytest's
    with pytest.raises(SettingsError, match="UNIVERSITY_SECRET_KEY"):
        create_app()
    monkeypatch.setenv("UNIVERSITY_SECRET_KEY", "not a secret, but long enough for production")
    app = create_app()
    assert not app.debug
    assert app.secret_key == "not a secret, but long enough for production"  # noqa: S105
