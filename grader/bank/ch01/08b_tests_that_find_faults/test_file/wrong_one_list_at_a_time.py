# kind: observed
# message: Two waitlists share nothing
def test_file() -> str:
    return '''
import pytest
from hypothesis import given
from hypothesis import strategies as some
from waitlist import Waitlist

NAMES = some.lists(some.integers(1000, 9999).map("S-{}".format), unique=True, min_size=1, max_size=40)


@pytest.fixture
def one():
    waiting = Waitlist(most=1)
    waiting.join("Ana")
    yield waiting


class TestFull:
    @pytest.mark.parametrize("times", [1, 2, 5])
    def test_keeps_the_place(self, one, times):
        assert {one.join("Ana") for _ in range(times)} == {1}
        assert len(one) == 1

    def test_refuses(self, one):
        for _ in range(2):
            with pytest.raises(ValueError):
                one.join("Bohdan")
        assert (len(one), one.leave("Bohdan"), one.next(), one.next()) == (1, False, "Ana", None)


@given(NAMES)
def test_like_a_list(names):
    waiting, model = Waitlist(40), list(names)
    assert [waiting.join(name) for name in names] == list(range(1, len(names) + 1))
    gone = names[len(names) // 2]
    model.remove(gone)
    assert waiting.leave(gone) is True and waiting.leave(gone) is False
    while model:
        assert waiting.next() == model.pop(0)
    assert len(waiting) == 0
'''
