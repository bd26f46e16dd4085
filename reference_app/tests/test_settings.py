"""Settings: read once, refused when unsafe, and silent about secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass
from typing import Self

import pytest

from university.settings import DEVELOPMENT_KEY, Settings, SettingsError

GOOD_KEY = "k" * 32
PRODUCTION = {"UNIVERSITY_ENVIRONMENT": "production"}


def test_nothing_set_is_development_on_a_file() -> None:
    settings = Settings.from_mapping({})
    assert (settings.database_url, settings.environment) == ("sqlite:///university.db", "development")
    assert (settings.secret_key, settings.trusted_proxies, settings.debug) == (DEVELOPMENT_KEY, 0, False)


def test_everything_can_be_set() -> None:
    settings = Settings.from_mapping(
        {
            **PRODUCTION,
            "UNIVERSITY_DATABASE_URL": "memory:",
            "UNIVERSITY_SECRET_KEY": GOOD_KEY,
            "UNIVERSITY_TRUSTED_PROXIES": "2",
        }
    )
    assert (settings.database_url, settings.secret_key, settings.trusted_proxies) == ("memory:", GOOD_KEY, 2)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (PRODUCTION, "UNIVERSITY_SECRET_KEY needs at least 32"),
        ({**PRODUCTION, "UNIVERSITY_SECRET_KEY": "k" * 31}, "UNIVERSITY_SECRET_KEY"),
        ({**PRODUCTION, "UNIVERSITY_SECRET_KEY": DEVELOPMENT_KEY}, "UNIVERSITY_SECRET_KEY"),
        (
            {**PRODUCTION, "UNIVERSITY_SECRET_KEY": GOOD_KEY, "UNIVERSITY_DEBUG": "1"},
            "UNIVERSITY_DEBUG must be off",
        ),
        (
            {"UNIVERSITY_ENVIRONMENT": "prod"},
            "UNIVERSITY_ENVIRONMENT is 'prod'; use one of development, production",
        ),
        ({"UNIVERSITY_TRUSTED_PROXIES": "all"}, "UNIVERSITY_TRUSTED_PROXIES is 'all'; use a whole number"),
        ({"UNIVERSITY_TRUSTED_PROXIES": "-1"}, "UNIVERSITY_TRUSTED_PROXIES is -1"),
        ({"UNIVERSITY_DEBUG": "yes"}, "UNIVERSITY_DEBUG is 'yes'; use 1 or 0"),
        ({"UNIVERSITY_DATABASE_URL": ""}, "UNIVERSITY_DATABASE_URL is empty"),
    ],
)
def test_what_is_unsafe_or_cannot_work_is_refused(values: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says) as refused:
        Settings.from_mapping(values)
    assert "k" * 31 not in str(refused.value), "a message never shows a secret"


def test_settings_do_not_change_and_do_not_show_the_key() -> None:
    settings = Settings(secret_key=GOOD_KEY, values={"UNIVERSITY_SECRET_KEY": GOOD_KEY})
    assert GOOD_KEY not in repr(settings)
    with pytest.raises(FrozenInstanceError):
        settings.debug = True  # type: ignore[misc]


@dataclass(frozen=True)
class MailSettings:
    sender: str

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        return cls(values.get("UNIVERSITY_MAIL_SENDER", "registrar@aldermoor.example"))


def test_a_feature_reads_its_own_section() -> None:
    assert Settings().section(MailSettings).sender == "registrar@aldermoor.example"
    values = {"UNIVERSITY_MAIL_SENDER": "desk@aldermoor.example"}
    assert Settings.from_mapping(values).section(MailSettings).sender == "desk@aldermoor.example"
