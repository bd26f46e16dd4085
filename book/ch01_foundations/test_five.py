from conflict import clashes
from examples import FIVE
from grader.props.enrolment import meeting


def test_five_examples() -> None:
    for text, clash in FIVE.items():
        assert clashes(meeting(text), meeting("Mon 10:00-11:00")) == clash
