"""Device keys: an installation can prove that it is the one that opened a session.

Revision: 20261122_device_keys
Follows: 20261122_first_tables
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_device_keys"
down_revision = "20261122_first_tables"


def upgrade() -> None:
    op.add_column("login_session", sa.Column("device_key", sa.String(200), nullable=True))
    op.add_column("login_session", sa.Column("challenge", sa.String(64), nullable=True))
