# kind: anticipated
# message: ask it about somebody who does not
def test_file() -> str:
    return '''
import pytest
from hypothesis import given
from hypothesis import strategies as st
from waitlist import Waitlist


@pytest.fixture
def full():
    waiting = Waitlist(2)
    waiting.join("S-1")
    waiting.join("S-2")
    return waiting


@pytest.mark.parametrize(("student", "place"), [("S-1", 1), ("S-2", 2)])
def test_again(full, student, place):
    assert full.join(student) == place
    assert len(full) == 2


def test_full(full):
    with pytest.raises(ValueError):
        full.join("S-3")
    assert len(full) == 2


def test_leave(full):
    assert full.leave("S-1")
    assert len(full) == 1


def test_nobody():
    assert Waitlist(3).next() is None


@given(st.lists(st.text(), unique=True, max_size=25))
def test_in_order(students):
    waiting = Waitlist(25)
    for place, student in enumerate(students, 1):
        assert waiting.join(student) == place
    assert [waiting.next() for _ in students] == students
    assert len(waiting) == 0
'''
