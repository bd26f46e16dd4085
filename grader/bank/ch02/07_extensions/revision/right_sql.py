# kind: anticipated
def upgrade() -> None:
    """From seats to capacity and waitlist."""
    op.execute("ALTER TABLE sections RENAME COLUMN seats TO capacity")
    op.execute("ALTER TABLE sections ADD COLUMN waitlist INTEGER NOT NULL DEFAULT 5")
    op.execute("CREATE INDEX ix_sections_room ON sections (room)")


def downgrade() -> None:
    """And back."""
    op.execute("DROP INDEX ix_sections_room")
    op.execute("ALTER TABLE sections DROP COLUMN waitlist")
    op.execute("ALTER TABLE sections RENAME COLUMN capacity TO seats")


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
    match line:
        case 6:
            return "D"
        case 11 | 19:
            return "A"
        case 12:
            return "B"
    return ""
