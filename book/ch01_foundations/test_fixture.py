import pytest


@pytest.fixture
def held() -> list[str]:
    return ["CHE-101-A"]


def test_adding(held: list[str]) -> None:
    held.append("BIO-201-A")
    assert len(held) == 2


def test_afterwards(held: list[str]) -> None:
    assert held == ["CHE-101-A"]
