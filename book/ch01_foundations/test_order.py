from conflict import clashes
from hypothesis import given
from strategies import meetings, same_every_time


@same_every_time
@given(meetings(), meetings())
def test_order_does_not_matter(one, other) -> None:
    assert clashes(one, other) == clashes(other, one)
