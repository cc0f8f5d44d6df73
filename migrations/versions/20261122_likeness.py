"""The index of stems, by which entries alike are found. It fills itself when it is first asked.

Revision: 20261122_likeness
Follows: 20261122_kept_counts
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_likeness"
down_revision = "20261122_kept_counts"


def upgrade() -> None:
    op.create_table(
        "likeness_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_likeness_state_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness_state")),
    )
    op.create_table(
        "likeness_stem",
        sa.Column("stem", sa.String(length=6), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem", name=op.f("pk_likeness_stem")),
    )
    op.create_table(
        "likeness_posting",
        sa.Column("stem", sa.String(length=6), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stem", "no", name=op.f("pk_likeness_posting")),
        sqlite_with_rowid=False,
    )
