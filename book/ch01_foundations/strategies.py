from hypothesis import Phase, settings
from hypothesis import strategies as st
from grader.props.enrolment import meeting


def lesson(day, start, length):  # start and length in quarters of an hour
    first, last = (f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in (start, min(start + length, 95)))
    return meeting(f"{day} {first}-{last}")


def meetings(earliest=0, latest=94):
    return st.builds(
        lesson, st.sampled_from(["Mon", "Tue"]), st.integers(earliest, latest), st.integers(1, 12)
    )


same_every_time = settings(
    derandomize=True, database=None, max_examples=300, phases=[Phase.generate, Phase.shrink]
)
