# kind: anticipated
def upgrade() -> None:
    """From seats to capacity and waitlist."""
    op.add_column("sections", sa.Column("waitlist", sa.Integer(), nullable=True))
    op.execute("UPDATE sections SET waitlist = 5")
    with op.batch_alter_table("sections") as batch:
        batch.alter_column("seats", new_column_name="capacity", existing_type=sa.Integer())
        batch.alter_column("waitlist", nullable=False, existing_type=sa.Integer())
        batch.create_index("ix_sections_room", ["room"])


def downgrade() -> None:
    """And back."""
    with op.batch_alter_table("sections") as batch:
        batch.drop_index("ix_sections_room")
    with op.batch_alter_table("sections") as batch:
        batch.alter_column("capacity", new_column_name="seats", existing_type=sa.Integer())
        batch.drop_column("waitlist")


def flask_db(situation: str) -> list[str]:
    """The commands to type, in order."""
    return {
        "begin": ["flask db init", "flask db migrate -m 'the sections'", "flask db upgrade"],
        "clone": ["flask db upgrade"],
        "new column": ["flask db migrate -m 'the room of a section'", "flask db upgrade"],
        "failed release": ["flask db downgrade"],
    }[situation]


def review(line: int) -> str:
    """The letter of the fault in this line of SCRIPT, or an empty text."""
    return {6: "D", 11: "A", 12: "B", 19: "A"}.get(line, "")
