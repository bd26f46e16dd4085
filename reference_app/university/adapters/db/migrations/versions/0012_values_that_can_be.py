"""grades, steps, days and versions that can be"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"

WITH_POINTS = "'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'F'"
GRADES = f"{WITH_POINTS}, 'I', 'W', 'P', 'AU'"
STEPS = "'submit', 'review', 'ask_again', 'admit', 'reject', 'accept', 'decline', 'withdraw'"

CHECKS = {
    "requirements": {"node": "node >= 0", "minimum": f"minimum IN ({WITH_POINTS})"},
    "meetings": {"day": "day BETWEEN 1 AND 7"},
    "students": {"version": "version >= 0"},
    "grade_sheets": {"version": "version >= 0"},
    "grades": {"grade": f"grade IN ({GRADES})"},
    "grade_changes": {"old": f"old IN ({GRADES})", "new": f"new IN ({GRADES})"},
    "transcripts": {"credits": "credits_earned >= 0"},
    "transcript_lines": {
        "place": "place >= 0",
        "credits": "credits >= 0",
        "grade": f"grade IN ({GRADES})",
    },
    "applications": {"version": "version >= 0"},
    "application_steps": {"place": "place >= 0", "step": f"step IN ({STEPS})"},
}
LOWER = {"postgresql": 'lower(email COLLATE "und-x-icu")'}


def upgrade() -> None:
    """The database itself refuses what no part of the app would write."""
    for table, checks in CHECKS.items():
        with op.batch_alter_table(table) as change:
            for name, condition in checks.items():
                change.create_check_constraint(f"ck_{table}_{name}", condition)
    lower = LOWER.get(op.get_bind().dialect.name, "lower(email)")
    op.execute(f"UPDATE users SET email = {lower} WHERE email <> {lower}")  # noqa: S608
    with op.batch_alter_table("users") as change:
        change.create_check_constraint("ck_users_email", f"email = {lower}")


def downgrade() -> None:
    """Take its word for it again."""
    with op.batch_alter_table("users") as change:
        change.drop_constraint("ck_users_email", type_="check")
    for table, checks in reversed(CHECKS.items()):
        with op.batch_alter_table(table) as change:
            for name in checks:
                change.drop_constraint(f"ck_{table}_{name}", type_="check")
