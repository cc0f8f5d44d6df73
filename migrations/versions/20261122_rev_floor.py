"""Revs that are never given out twice, whatever backup comes back.

Revision: 20261122_rev_floor
Follows: 20261122_loss_accounting
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_rev_floor"
down_revision = "20261122_loss_accounting"


def upgrade() -> None:
    op.add_column("feed", sa.Column("rev_floor", sa.Integer(), nullable=False, server_default="0"))
