import pytest
from conflict import clashes
from edges import EDGES
from examples import FIVE
from grader.props.enrolment import meeting


@pytest.mark.parametrize(("text", "clash"), (FIVE | EDGES).items())
def test_against_monday_at_ten(text: str, clash: bool) -> None:
    assert clashes(meeting(text), meeting("Mon 10:00-11:00")) == clash
