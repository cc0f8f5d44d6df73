"""Kept counts for trends, filled from the entries there are; and a covering index that holds every dimension.

Revision: 20261122_kept_counts
Follows: 20261122_rev_floor
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_kept_counts"
down_revision = "20261122_rev_floor"

SLICE = {
    "sqlite": "max(date(visited_on, 'weekday 0', '-6 days'), date(visited_on, 'start of month'))",
    "postgresql": "greatest(date_trunc('week', visited_on)::date, date_trunc('month', visited_on)::date)",
}
SHEETS = (
    "therapeutic_area",
    "sub_barrier",
    "stakeholder_type",
    "hco_type",
    "channel",
    "listening_priority",
)


def upgrade() -> None:
    op.create_table(
        "entry_tally",
        sa.Column("sheet", sa.String(32), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("barrier", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "sheet", "visited_on", "region", "kind", "barrier", "code", name="pk_entry_tally"
        ),
        sqlite_with_rowid=False,
    )
    first_day = SLICE[op.get_bind().dialect.name]
    for sheet in SHEETS:
        op.execute(
            "INSERT INTO entry_tally (sheet, visited_on, region, kind, barrier, code, n)"  # noqa: S608 - our own words
            f" SELECT '{sheet}', {first_day}, coalesce(region, ''), kind, coalesce(barrier, ''),"
            f" coalesce({sheet}, ''), count(*) FROM entry WHERE NOT deleted GROUP BY 1, 2, 3, 4, 5, 6"
        )
    op.drop_index("ix_entry_trend", "entry")
    op.create_index(
        "ix_entry_trend",
        "entry",
        [
            "visited_on",
            "region",
            "barrier",
            "sub_barrier",
            "therapeutic_area",
            "kind",
            "deleted",
            "stakeholder_type",
            "hco_type",
            "channel",
            "listening_priority",
        ],
    )
