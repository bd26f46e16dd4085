"""issued transcripts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Exact, Instant, Words

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """What the university has confirmed."""
    op.create_table(
        "transcripts",
        sa.Column("student", Words(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("credits_earned", sa.Integer(), nullable=False),
        sa.Column("gpa", Exact(3, 2), nullable=True),
        sa.PrimaryKeyConstraint("student", "version", name="pk_transcripts"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_transcripts_student_students"),
        sa.CheckConstraint("version >= 1", name="ck_transcripts_counts_from_one"),
    )
    op.create_table(
        "transcript_lines",
        sa.Column("student", Words(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("course", Words(40), nullable=False),
        sa.Column("term", Words(40), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("grade", Words(20), nullable=False),
        sa.PrimaryKeyConstraint("student", "version", "place", name="pk_transcript_lines"),
        sa.ForeignKeyConstraint(
            ["student", "version"],
            ["transcripts.student", "transcripts.version"],
            name="fk_transcript_lines_student_version_transcripts",
        ),
    )


def downgrade() -> None:
    """Forget the transcripts."""
    for table in ("transcript_lines", "transcripts"):
        op.drop_table(table)
